package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Claim;

/**
 * The cells of a matrix by their place on each axis, for whoever names them by the values they have there.
 *
 * @param axes the matrix
 * @param values for each axis its values in full
 * @param labels for each axis the labels of its values
 * @param cells the cells the matrix lists, the last axis running fastest; one that is listed twice stands twice
 */
record Cases(List<Axis> axes, List<List<Tree>> values, List<List<String>> labels, List<Cell> cells) {
    Cases {
        axes = List.copyOf(axes);
        values = values.stream().map(List::copyOf).toList();
        labels = labels.stream().map(List::copyOf).toList();
        cells = List.copyOf(cells);
    }

    /** The number of an axis other than the seed. */
    int axis(String path, Place place) {
        List<String> paths = axes.stream().map(Axis::path).filter(each -> !each.equals(Axis.SEED)).toList();
        if (path.equals(Axis.SEED)) {
            throw place.refusal("is said of all seeds: they are compared pair by pair");
        }
        if (!paths.contains(path)) {
            throw place.refusal("the matrix does not vary " + Words.shown(path) + Words.instead(path, paths));
        }
        return axes.stream().map(Axis::path).toList().indexOf(path);
    }

    /**
     * The one value of an axis of which everything that is said is so: a word names the value of that kind, a mapping one with these parameters.
     * If several are, the one of which nothing more could be said.
     */
    int value(int axis, Tree said) {
        List<Integer> such = IntStream.range(0, values.get(axis).size()).filter(i -> isSo(said, values.get(axis).get(i))).boxed().toList();
        if (such.size() > 1) {
            List<Integer> exact = such.stream().filter(i -> isExactly(said, values.get(axis).get(i), labels.get(axis).get(i))).toList();
            such = exact.isEmpty() ? such : exact;
        }
        if (such.size() == 1) {
            return such.getFirst();
        }
        throw said.place().refusal(such.isEmpty()
                ? "no value of " + axes.get(axis).path() + " in the matrix is so" + instead(said, labels.get(axis))
                        + "; where --set took it away, --set claims=[] leaves the claims out"
                : "several values of " + axes.get(axis).path() + " are so: "
                        + such.stream().map(i -> labels.get(axis).get(i)).collect(Collectors.joining(", ")) + "; say more");
    }

    /** What may have been meant: a word like it, or a list of one. */
    private static String instead(Tree said, List<String> labels) {
        if (!(said instanceof Tree.Scalar word)) {
            return ". Allowed: " + String.join(", ", labels);
        }
        return labels.contains(word.text())
                ? ": they are lists; write " + (word.text().equals("none") ? "[]" : "[" + Words.shown(word.text()) + "]")
                : Words.instead(word.text(), labels);
    }

    /** Where all that was said is the kind, the value that differs from its defaults in nothing is meant. */
    private static boolean isExactly(Tree said, Tree value, String label) {
        Tree only = said instanceof Tree.Mapping mapping && mapping.entries().size() == 1 ? mapping.entries().getOrDefault(Binder.KIND, said) : said;
        return only instanceof Tree.Scalar word ? label.equals(word.text()) : isSo(value, said);
    }

    private static boolean isSo(Tree said, Tree value) {
        if (said instanceof Tree.Scalar word && value instanceof Tree.Mapping mapping) {
            return mapping.entries().get(Binder.KIND) instanceof Tree.Scalar kind && kind.text().equals(word.text());
        }
        return switch (said) {
            case Tree.Scalar one -> value instanceof Tree.Scalar other && (one.text().equals(other.text()) || sameNumber(one.text(), other.text()));
            case Tree.Sequence one -> value instanceof Tree.Sequence other && one.elements().size() == other.elements().size()
                    && IntStream.range(0, one.elements().size()).allMatch(i -> isSo(one.elements().get(i), other.elements().get(i)));
            case Tree.Mapping one -> value instanceof Tree.Mapping other && one.entries().entrySet().stream().allMatch(
                    entry -> other.entries().containsKey(entry.getKey()) && isSo(entry.getValue(), other.entries().get(entry.getKey())));
        };
    }

    private static boolean sameNumber(String one, String other) {
        try {
            return Double.parseDouble(one) == Double.parseDouble(other);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The label of a choice, one value on each of these axes. */
    private String label(List<Integer> its, Map<Integer, Integer> choice) {
        return its.stream().map(axis -> labels.get(axis).get(Objects.requireNonNull(choice.get(axis)))).collect(Collectors.joining(" / "));
    }

    /** Axes with more than one value that are neither fixed nor chosen on. */
    List<String> open(Map<Integer, Integer> fixed, List<Integer> chosen) {
        return IntStream.range(0, axes.size())
                .filter(i -> !axes.get(i).path().equals(Axis.SEED) && !fixed.containsKey(i) && !chosen.contains(i) && values.get(i).size() > 1)
                .mapToObj(i -> axes.get(i).path()).toList();
    }

    /**
     * One side of a comparison.
     *
     * @param fixed by the number of an axis the position of a value
     * @param worst axes the adversary chooses on
     * @param best axes the defender chooses on
     */
    Claim.Arm arm(String label, int round, Map<Integer, Integer> fixed, List<Integer> worst, List<Integer> best) {
        List<Claim.Option> options = new ArrayList<>();
        for (Map<Integer, Integer> option : choices(best)) {
            List<Claim.Case> cases = new ArrayList<>();
            for (Map<Integer, Integer> attack : choices(worst)) {
                Map<Integer, Integer> at = new HashMap<>(fixed);
                at.putAll(option);
                at.putAll(attack);
                cases.add(new Claim.Case(label(worst, attack), bySeed(at)));
            }
            options.add(new Claim.Option(label(best, option), cases));
        }
        return new Claim.Arm(label, round, options);
    }

    /** Every combination of values on these axes. */
    private List<Map<Integer, Integer>> choices(List<Integer> on) {
        List<Map<Integer, Integer>> choices = List.of(Map.of());
        for (int axis : on) {
            List<Map<Integer, Integer>> longer = new ArrayList<>();
            for (Map<Integer, Integer> choice : choices) {
                for (int value = 0; value < values.get(axis).size(); value++) {
                    Map<Integer, Integer> one = new HashMap<>(choice);
                    one.put(axis, value);
                    longer.add(one);
                }
            }
            choices = longer;
        }
        return choices;
    }

    private List<String> bySeed(Map<Integer, Integer> at) {
        int seeds = seeds();
        return IntStream.range(0, seeds).mapToObj(seed -> {
            int index = 0;
            for (int i = 0; i < axes.size(); i++) {
                int position = axes.get(i).path().equals(Axis.SEED) ? seed : at.getOrDefault(i, 0);
                index = index * values.get(i).size() + position;
            }
            return cells.get(index).id();
        }).toList();
    }

    /** The number of seeds. */
    int seeds() {
        return axes.stream().filter(axis -> axis.path().equals(Axis.SEED)).mapToInt(axis -> axis.values().size()).findFirst().orElse(1);
    }
}
