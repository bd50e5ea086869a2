package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.LeakageFigures;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A claim as written: what someone found, and the comparison of cells that says whether it holds here.
 *
 * @param given the block
 * @param round the round judged; 0 for the last
 * @param observer whose figure it is about, from 1; 0 where it is about the model
 * @param metric what is measured; empty for the metric the experiment leads with
 * @param by the margin
 */
record Assertion(Tree.Mapping given, int round, int observer, String metric, double by) {
    static final String CLAIM = "claim";
    static final String SOURCE = "source";
    static final String CELLS = "cells";
    static final String METRIC = "metric";
    static final String ROUND = "round";
    static final String OBSERVER = "observer";
    static final String WORST_OVER = "worstOver";
    static final String BEST_OVER = "bestOver";
    static final String ABOVE = "above";
    static final String BELOW = "below";
    static final String BY = "by";
    /** The same cells with nobody attacking. */
    static final String TWIN = "twin";
    /** The same cells with the plain mean. */
    static final String BASELINE = "baseline";

    /** What each key means, in the order of writing. */
    static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(CLAIM, "what was found, in a sentence");
        keys.put(SOURCE, "where it was found: authors, year, section");
        keys.put(CELLS, "which cells it is about: for paths of the matrix the value there, such as {rule: krum}");
        keys.put(METRIC, "what is compared: a metric or " + Claim.ATTACK_SUCCESS + ", if absent evaluation.metric");
        keys.put(ROUND, "the round after which the model is judged, if absent the last");
        keys.put(OBSERVER, "the observer whose figure is compared, by its place in inference, from 1; metric is then a figure of leakage.csv");
        keys.put(WORST_OVER, "a path of the matrix, or a list of them: of its values, on each seed, the one that leaves the worst");
        keys.put(BEST_OVER, "a path of the matrix, or a list of them: of its values the one best on validation patients");
        keys.put(ABOVE, "what it should be above: a number, " + TWIN + ", " + BASELINE + ", or what is different, such as {rule: median} {round: 60} or {observer: 2}");
        keys.put(BELOW, "the same, what it should be below");
        keys.put(BY, "the difference must be more than this, if absent 0; negative allows so much the other way");
        return keys;
    }

    /** Reads the list. */
    static List<Assertion> list(Tree given) {
        if (!(given instanceof Tree.Sequence claims)) {
            throw given.place().refusal("must be a list of claims, each a mapping with the keys claim, source, cells and above or below, got " + given.shown());
        }
        return claims.elements().stream().map(Assertion::read).toList();
    }

    private static Assertion read(Tree given) {
        if (!(given instanceof Tree.Mapping block)) {
            throw given.place().refusal("must be a mapping with the keys claim, source, cells and above or below, got " + given.shown());
        }
        Binder.refuseUnknownKeys(block, List.copyOf(keys().keySet()), "");
        for (String key : List.of(CLAIM, SOURCE, CELLS)) {
            if (!block.entries().containsKey(key)) {
                throw block.place().refusal("the key " + key + " is missing: " + keys().get(key));
            }
        }
        if (block.entries().containsKey(ABOVE) == block.entries().containsKey(BELOW)) {
            throw block.place().refusal("needs one of the keys above and below: what the cells are compared with");
        }
        Tree by = block.entries().get(BY);
        int observer = number(block, OBSERVER);
        Tree metric = block.entries().get(METRIC);
        if (observer > 0 && metric == null) {
            throw block.place().refusal("needs the key metric: what the observer learned, one of " + String.join(", ", LeakageFigures.ALL));
        }
        return new Assertion(block, number(block, ROUND), observer, metric(metric, observer > 0 ? LeakageFigures.ALL : metrics()), by == null ? 0 : (double) Scalars.read(double.class, null, by));
    }

    /** A round or an observer; 0 where none is named. */
    private static int number(Tree.Mapping block, String key) {
        Tree given = block.entries().get(key);
        return given == null ? 0 : positive(given, key);
    }

    private static int positive(Tree given, String key) {
        int number = (int) Scalars.read(int.class, null, given);
        if (number < 1) {
            throw given.place().refusal("must be a number of " + key + ", from 1, got " + given.shown());
        }
        return number;
    }

    private static String metric(@Nullable Tree given, List<String> allowed) {
        if (given == null) {
            return "";
        }
        String word = text(given);
        if (!allowed.contains(word)) {
            throw given.place().refusal("unknown word " + Words.shown(word) + Words.instead(word, allowed));
        }
        return word;
    }

    /** What can be compared of models. */
    static List<String> metrics() {
        return Stream.concat(Stream.of(Metric.values()).map(Kind::of), Stream.of(Claim.ATTACK_SUCCESS)).toList();
    }

    private static String text(Tree given) {
        if (given instanceof Tree.Scalar scalar && !scalar.text().isBlank() && !scalar.absent()) {
            return scalar.text();
        }
        throw given.place().refusal("must be a text, got " + given.shown());
    }

    /**
     * The claim about the cells of a study.
     *
     * @throws Refusal where it names what is not there or could never come out either way
     */
    Claim of(Cases cases, Sides sides) {
        Tree cells = at(CELLS);
        List<Integer> worst = axes(cases, given.entries().get(WORST_OVER));
        List<Integer> best = axes(cases, given.entries().get(BEST_OVER));
        Map<Integer, Integer> fixed = fixed(cases, mapping(cells), worst, best);
        List<String> open = cases.open(fixed, Stream.concat(worst.stream(), best.stream()).toList());
        if (!open.isEmpty()) {
            throw cells.place().refusal("says nothing of " + String.join(" and ", open)
                    + ", which the matrix varies: name a value, or take the worst or the best over it");
        }
        boolean above = given.entries().containsKey(ABOVE);
        Tree to = at(above ? ABOVE : BELOW);
        Claim.Arm arm = cases.arm(label(cases, fixed, worst, best) + (observer == 0 ? "" : ", observer " + observer), round, fixed, worst, best).seenBy(observer);
        sides.check(arm, metric, best, given.place());
        Claim.Arm other = other(cases, sides, to, fixed, worst, best, arm);
        double number = other == null ? number(to) : 0;
        return new Claim(text(at(CLAIM)), text(at(SOURCE)), metric.isEmpty() ? sides.metric() : metric, arm, above, other, number, by);
    }

    private static double number(Tree to) {
        try {
            return (double) Scalars.read(double.class, null, to);
        } catch (Refusal refusal) {
            boolean word = to instanceof Tree.Scalar scalar && !scalar.text().isEmpty() && Character.isLetter(scalar.text().charAt(0));
            throw word ? to.place().refusal("must be a number, a word, or a mapping of what is different, such as {rule: median}; unknown word " + to.shown()
                    + Words.instead(((Tree.Scalar) to).text(), List.of(TWIN, BASELINE))) : refusal;
        }
    }

    private Tree at(String key) {
        return java.util.Objects.requireNonNull(given.entries().get(key), key);
    }

    private static Tree.Mapping mapping(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping;
        }
        throw tree.place().refusal("must be a mapping of paths of the matrix to values, such as {rule: krum}, got " + tree.shown());
    }

    /** The numbers of the axes that a key lists. */
    static List<Integer> axes(Cases cases, @Nullable Tree named) {
        if (named == null) {
            return List.of();
        }
        List<Tree> paths = named instanceof Tree.Sequence several ? several.elements() : List.of(named);
        List<Integer> axes = paths.stream().map(path -> cases.axis(text(path), path.place())).toList();
        if (axes.stream().distinct().count() < axes.size()) {
            throw named.place().refusal("names a path twice");
        }
        return axes;
    }

    private static Map<Integer, Integer> fixed(Cases cases, Tree.Mapping cells, List<Integer> worst, List<Integer> best) {
        Map<Integer, Integer> fixed = new LinkedHashMap<>();
        cells.entries().forEach((path, said) -> {
            int axis = cases.axis(path, said.place());
            if (worst.contains(axis) || best.contains(axis)) {
                throw said.place().refusal("a value of " + path + " is named, but the worst or the best is taken over it");
            }
            fixed.put(axis, cases.value(axis, said));
        });
        for (int axis : worst) {
            if (best.contains(axis)) {
                throw cells.place().refusal("the worst and the best are taken over " + cases.axes().get(axis).path() + ": either the adversary chooses or the defender");
            }
        }
        return fixed;
    }

    private static String label(Cases cases, Map<Integer, Integer> fixed, List<Integer> worst, List<Integer> best) {
        List<String> parts = new ArrayList<>();
        fixed.forEach((axis, value) -> parts.add(named(cases, axis, value)));
        best.forEach(axis -> parts.add("the best " + last(cases.axes().get(axis).path())));
        worst.forEach(axis -> parts.add("the worst " + last(cases.axes().get(axis).path())));
        return parts.isEmpty() ? "the run" : String.join(" / ", parts);
    }

    /** A value by its label; where that is a number or nothing, with what it is. */
    private static String named(Cases cases, int axis, int value) {
        String label = cases.labels().get(axis).get(value);
        boolean speaks = Character.isLetter(label.charAt(0)) && !label.equals("none");
        return speaks ? label : last(cases.axes().get(axis).path()) + " " + label;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Null where the cells are compared with a number. */
    private Claim.@Nullable Arm other(
            Cases cases, Sides sides, Tree to, Map<Integer, Integer> fixed, List<Integer> worst, List<Integer> best, Claim.Arm arm) {
        if (to instanceof Tree.Scalar word) {
            return switch (word.text()) {
                case TWIN -> sides.twin(arm, metric, to.place());
                case BASELINE -> sides.baseline(arm);
                default -> null;
            };
        }
        Map<String, Tree> different = new LinkedHashMap<>(mapping(to).entries());
        if (different.isEmpty()) {
            throw to.place().refusal("must say what is different, such as {rule: median}");
        }
        Tree itsRound = different.remove(ROUND);
        Tree itsObserver = different.remove(OBSERVER);
        Map<Integer, Integer> named = new LinkedHashMap<>();
        different.forEach((path, said) -> {
            int axis = cases.axis(path, said.place());
            named.put(axis, cases.value(axis, said));
        });
        Map<Integer, Integer> all = new LinkedHashMap<>(fixed);
        all.putAll(named);
        int judged = itsRound == null ? round : positive(itsRound, ROUND);
        int seenBy = itsObserver == null ? observer : positive(itsObserver, OBSERVER);
        String label = named.entrySet().stream().map(each -> named(cases, each.getKey(), each.getValue())).collect(Collectors.joining(" / "));
        label += itsRound == null ? "" : (label.isEmpty() ? "" : ", ") + "round " + judged;
        label += itsObserver == null ? "" : (label.isEmpty() ? "" : ", ") + "observer " + seenBy;
        List<Integer> itsBest = best.stream().filter(axis -> !named.containsKey(axis)).toList();
        Claim.Arm other = cases.arm(label, judged, all, worst.stream().filter(axis -> !named.containsKey(axis)).toList(), itsBest).seenBy(seenBy);
        if (other.options().equals(arm.options()) && judged == round && seenBy == observer) {
            throw to.place().refusal("the cells would be compared with themselves");
        }
        sides.check(other, metric, itsBest, to.place());
        return other;
    }
}
