package org.fedrange.aggregation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;

/**
 * A mean while its updates come: their sum so far, each times its weight, so that none of them has to be kept. However the same updates in
 * the same order come in portions, the mean is the same to the last bit, and the same as {@link Mean} gives for all at once.
 *
 * <p>Example: 1 with 1 example, then 4 with 2: the sums are 1 and 9, the examples 1 and 3, the mean 3.
 *
 * @param rule how updates are weighted
 * @param sum of the updates so far, each times its weight
 * @param examples of each node so far
 */
public record RunningMean(Mean rule, DoubleVector sum, SortedMap<NodeId, Integer> examples) {
    public RunningMean {
        examples = Collections.unmodifiableSortedMap(new TreeMap<>(examples));
    }

    /** Before the first update. */
    static RunningMean of(Mean rule, int size) {
        return new RunningMean(rule, DoubleVector.zeros(size), new TreeMap<>());
    }

    /** With more updates, all from nodes after those so far. */
    RunningMean plus(List<Update> updates) {
        SortedMap<NodeId, Integer> all = new TreeMap<>(examples);
        updates.forEach(update -> all.put(update.node(), update.examples()));
        boolean declared = total(all) > 0;
        // Once somebody declares examples, those who did not have no weight any more.
        DoubleVector before = rule.weighted() && declared && total(examples) == 0 ? DoubleVector.zeros(sum.size()) : sum;
        double[] weights = updates.stream().mapToDouble(update -> rule.weighted() && declared ? update.examples() : 1).toArray();
        return new RunningMean(rule, Rows.of(updates).added(before, weights), all);
    }

    private static long total(SortedMap<NodeId, Integer> examples) {
        return examples.values().stream().mapToLong(Integer::intValue).sum();
    }

    /** The mean of at least one update, in the precision of a vector that is like it. */
    public ParameterVector mean(ParameterVector like) {
        double by = rule.weighted() && total(examples) > 0 ? total(examples) : examples.size();
        return like.filled((from, length, block) -> {
            sum.read(from, length, block);
            for (int k = 0; k < length; k++) {
                block[k] /= by;
            }
        });
    }

    /** A verdict on each update. */
    public List<Verdict> verdicts() {
        double all = total(examples);
        Stream<Verdict> verdicts = examples.entrySet().stream().map(its -> {
            double share = rule.weighted() && all > 0 ? its.getValue() / all : 1.0 / examples.size();
            return new Verdict(its.getKey(), share != 0, share, Double.NaN);
        });
        return verdicts.toList();
    }
}
