package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.Knowledge;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Binder;
import tools.jackson.databind.JsonNode;

/**
 * How much harder attacks that try the rule in force hit than the worst of those that do not, cell against cell of the same seed.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 */
public record Adaptation(StudyRecord study, Map<String, Run> runs) {
    /**
     * One attack that tries the rule, under one defense.
     *
     * @param adaptive the attack
     * @param left the final test figure it leaves, mean over the seeds
     * @param fixed of the attacks that do not try the rule the one that does most harm there, by the mean over the same seeds
     * @param fixedLeft what that one leaves
     * @param seeds how many seeds both have
     * @param harder what the adaptive one takes beyond that, mean over the seeds; negative where it takes less
     * @param least the same in the seed where it is least
     * @param most the same in the seed where it is most
     */
    public record Row(
            String defense, String adaptive, double left, String fixed, double fixedLeft, int seeds, double harder, double least, double most) {}

    /**
     * Whether an attack of a cell, one coalition's at least, itself tries the rule in force: not that the adversary is said to know it, but that
     * the attack cannot do without.
     */
    public static boolean adaptive(StudyRecord.Entry cell) {
        return AttackingCoalitions.of(cell).stream().anyMatch(coalition -> triesTheRule(cell, coalition.path("attack")));
    }

    private static boolean triesTheRule(StudyRecord.Entry cell, JsonNode attack) {
        try {
            return new Binder().read(Attack.class, cell.id(), attack.toString()).needs() == Knowledge.ALL_UPDATES_AND_RULE;
        } catch (Refusal unknown) {
            // An attack from outside the project: of what it does nothing is known here.
            return false;
        }
    }

    /** Figures by seed, by attack, by defense and setting. */
    private Map<String, Map<String, SortedMap<Long, Double>>> figures(boolean adaptive) {
        Map<String, Map<String, SortedMap<Long, Double>>> figures = new LinkedHashMap<>();
        for (StudyRecord.Entry cell : study.cells()) {
            boolean attacked = !AttackingCoalitions.of(cell).isEmpty();
            if (attacked && runs.containsKey(cell.id()) && adaptive(cell) == adaptive) {
                figures.computeIfAbsent(cell.column(), k -> new LinkedHashMap<>()).computeIfAbsent(cell.attack(), k -> new TreeMap<>())
                        .put(cell.seed(), Objects.requireNonNull(runs.get(cell.id())).finalTest(study.metric()));
            }
        }
        return figures;
    }

    /** A row for each attack that tries the rule and each defense under which a fixed attack was run on the same seeds. */
    public List<Row> rows() {
        Map<String, Map<String, SortedMap<Long, Double>>> fixed = figures(false);
        List<Row> rows = new ArrayList<>();
        figures(true).forEach((defense, attacks) -> attacks.forEach((attack, bySeed) ->
                fixed.getOrDefault(defense, Map.of()).entrySet().stream()
                        .map(other -> row(defense, attack, bySeed, other.getKey(), other.getValue())).filter(row -> row.seeds() > 0)
                        .min(Comparator.comparingDouble(Row::harder)).ifPresent(rows::add)));
        return rows;
    }

    private Row row(String defense, String adaptive, SortedMap<Long, Double> its, String fixed, SortedMap<Long, Double> others) {
        List<Long> seeds = its.keySet().stream().filter(seed -> others.containsKey(seed)).toList();
        double[] one = seeds.stream().mapToDouble(seed -> its.getOrDefault(seed, Double.NaN)).toArray();
        double[] other = seeds.stream().mapToDouble(seed -> others.getOrDefault(seed, Double.NaN)).toArray();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double harder = study.metric() == Metric.LOSS ? one[i] - other[i] : other[i] - one[i];
            sum += harder;
            least = Math.min(least, harder);
            most = Math.max(most, harder);
        }
        return new Row(defense, adaptive, mean(one), fixed, mean(other), one.length, sum / one.length, least, most);
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(Double.NaN);
    }
}
