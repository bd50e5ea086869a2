package org.fedrange.simulator.results;

import java.util.List;
import org.fedrange.simulator.Claim;

/**
 * Where the median of all seeds lies, judged by some of them, whatever the distribution.
 *
 * <pre>
 * [x_(k), x_(n+1-k)],   x sorted,   the largest k with 1 - 2 P(B < k) >= 0.95,   B binomial (n, 1/2)
 * </pre>
 *
 * <p>Example: from six to eight seeds k is 1, the whole range; of nine, with 1 - 2 (1 + 9)/512 = 0.961, the second least to the second most.
 * Fewer than six promise less than 0.95 even by their range.
 *
 * <p>Source: the interval that belongs to the sign test; Hollander, Wolfe, Chicken, "Nonparametric Statistical Methods", 3rd edition, section 3.6.
 *
 * @param least the lower end
 * @param most the upper end
 * @param decides whether it holds the median with a probability of 0.95 or more; otherwise it is the range of too few seeds
 */
public record SignInterval(double least, double most, boolean decides) {
    private static final double CONFIDENCE = 0.95;

    /** The interval for these values, at least one. */
    public static SignInterval of(List<Double> values) {
        int n = values.size();
        List<Double> sorted = values.stream().sorted().toList();
        int cut = 0;
        double probability = StrictMath.pow(0.5, n);
        double below = probability;
        // Here below is P(B <= cut): cutting one more from either end must leave enough.
        while (cut < (n - 1) / 2 && 1 - 2 * (below + probability * (n - cut) / (cut + 1)) >= CONFIDENCE) {
            probability *= (double) (n - cut) / (cut + 1);
            below += probability;
            cut++;
        }
        return new SignInterval(sorted.get(cut), sorted.get(n - 1 - cut), n >= Claim.FEWEST_SEEDS);
    }
}
