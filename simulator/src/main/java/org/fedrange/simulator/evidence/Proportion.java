package org.fedrange.simulator.evidence;

import smile.stat.distribution.BetaDistribution;

/**
 * How often something happened in how many independent runs, and what that says about its probability.
 *
 * <pre>
 * Jeffreys interval, 95 %:            2.5 % and 97.5 % quantiles of Beta(k + 1/2, n - k + 1/2);  0 for k = 0, 1 for k = n
 * Clopper-Pearson bound, one-sided:   above  95 % quantile of Beta(k + 1, n - k),  below  5 % quantile of Beta(k, n - k + 1)
 * </pre>
 *
 * <p>Example: 0 of 14 leaves at most 1 - 0.05^(1/14) = 0.193; 0 of 5 only 0.451.
 *
 * <p>Source: Brown, Cai, DasGupta, "Interval Estimation for a Binomial Proportion", 2001; Clopper, Pearson, 1934.
 *
 * @param successes how often, k
 * @param runs of how many, n, at least 1
 */
public record Proportion(int successes, int runs) {
    private static final double ONE_SIDED = 0.95;
    private static final double TAIL = 0.025;
    private static final int MOST_FURTHER = 100_000;

    public Proportion {
        if (runs < 1 || successes < 0 || successes > runs) {
            throw new IllegalArgumentException(successes + " of " + runs + " is no proportion");
        }
    }

    /** The share, k/n. */
    public double share() {
        return (double) successes / runs;
    }

    /** Lower end of the Jeffreys interval. */
    public double jeffreysLow() {
        return successes == 0 ? 0 : jeffreys(TAIL);
    }

    /** Upper end of the Jeffreys interval. */
    public double jeffreysHigh() {
        return successes == runs ? 1 : jeffreys(1 - TAIL);
    }

    private double jeffreys(double quantile) {
        return new BetaDistribution(successes + 0.5, runs - successes + 0.5).quantile(quantile);
    }

    /** The probability is above this with 95 % confidence. */
    public double atLeast() {
        return successes == 0 ? 0 : new BetaDistribution(successes, runs - successes + 1.0).quantile(1 - ONE_SIDED);
    }

    /** The probability is below this with 95 % confidence. */
    public double atMost() {
        return successes == runs ? 1 : new BetaDistribution(successes + 1.0, runs - successes).quantile(ONE_SIDED);
    }

    /** How the probability stands to what is tolerated; never rounded up to an answer. */
    public Verdict against(double tolerance) {
        return atLeast() > tolerance ? Verdict.EXCEEDS : atMost() <= tolerance ? Verdict.WITHIN : Verdict.INCONCLUSIVE;
    }

    /** The least number of further runs that would decide, if they went as these did; -1 where none would, as the share is what is tolerated. */
    public int furtherRuns(double tolerance) {
        for (int more = 0; more <= MOST_FURTHER; more = more < 100 ? more + 1 : more + more / 50) {
            int all = runs + more;
            if (new Proportion((int) Math.round(share() * all), all).against(tolerance) != Verdict.INCONCLUSIVE) {
                return more;
            }
        }
        return -1;
    }

    /** What a proportion says about a tolerance. */
    public enum Verdict {
        /** With 95 % confidence no more than is tolerated. */
        WITHIN,
        /** With 95 % confidence more than is tolerated. */
        EXCEEDS,
        /** Too few runs to tell. */
        INCONCLUSIVE
    }
}
