package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether numbers fall into two groups, and if so which are in the upper: by the gap statistic, against numbers spread evenly.
 *
 * <pre>
 * V_k = least sum of squared distances from the means of k groups, of the numbers scaled to [0, 1];   V*_kb the same for draw b of 20 of as many uniform numbers
 * Gap(k) = 1/20 sum_b ln V*_kb - ln V_k;   two groups where Gap(1) &lt; Gap(2) - sd_b(ln V*_2b) sqrt(1 + 1/20)
 * </pre>
 *
 * <p>Example: 0.1, 0.11, 0.12, 0.9: V_1 is large and V_2 next to nothing, which even spacing would not give: 0.9 is in the upper group.
 *
 * <p>Source: Tibshirani, Walther, Hastie, "Estimating the Number of Clusters in a Data Set via the Gap Statistic", 2001, for one cluster or two.
 */
final class OutlyingScores {
    private static final int REFERENCES = 20;

    private OutlyingScores() {}

    /** The indices of the upper group, highest first; empty where there is one group only. */
    static int[] of(double[] scores, RandomGenerator stream) {
        double least = Arrays.stream(scores).min().orElse(0);
        double most = Arrays.stream(scores).max().orElse(0);
        if (scores.length < 3 || !(most > least)) {
            return new int[0];
        }
        double[] sorted = Arrays.stream(scores).map(score -> (score - least) / (most - least)).sorted().toArray();
        double[] one = new double[REFERENCES];
        double[] two = new double[REFERENCES];
        for (int b = 0; b < REFERENCES; b++) {
            double[] even = IntStream.range(0, scores.length).mapToDouble(i -> stream.nextDouble()).sorted().toArray();
            one[b] = StrictMath.log(within(even, 0, even.length));
            two[b] = StrictMath.log(split(even).sum());
        }
        Split best = split(sorted);
        double mean = Arrays.stream(two).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(two).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
        double gapOfOne = Arrays.stream(one).average().orElseThrow() - StrictMath.log(within(sorted, 0, sorted.length));
        double gapOfTwo = mean - StrictMath.log(best.sum());
        if (gapOfOne >= gapOfTwo - deviation * Math.sqrt(1 + 1.0 / REFERENCES)) {
            return new int[0];
        }
        return IntStream.range(0, scores.length).boxed().sorted((i, j) -> Double.compare(scores[j], scores[i]))
                .limit(scores.length - best.lower()).mapToInt(Integer::intValue).toArray();
    }

    /** How many numbers are in the lower of two groups, and the sum of squares within both. */
    private record Split(int lower, double sum) {}

    private static Split split(double[] sorted) {
        Split best = new Split(1, Double.POSITIVE_INFINITY);
        for (int lower = 1; lower < sorted.length; lower++) {
            double sum = within(sorted, 0, lower) + within(sorted, lower, sorted.length);
            best = sum < best.sum() ? new Split(lower, sum) : best;
        }
        return best;
    }

    private static double within(double[] numbers, int from, int to) {
        double mean = Arrays.stream(numbers, from, to).average().orElse(0);
        return Arrays.stream(numbers, from, to).map(x -> (x - mean) * (x - mean)).sum();
    }
}
