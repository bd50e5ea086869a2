package org.fedrange.simulator.evidence;

import java.util.Arrays;

/**
 * A lower bound on epsilon from two samples of a score: with the canary in, and with it out.
 *
 * <pre>
 * epsilon >= ln((TPR - delta) / FPR),   TPR the share of scores with it above a threshold, at least; FPR the share without it, at most (Clopper and Pearson)
 * </pre>
 *
 * <p>Threshold and direction are chosen on the first half of each sample and judged on the second: chosen and judged on the same scores, chance would pass for a leak.
 * Each of the two bounds fails with probability 0.05, the answer with 0.1.
 *
 * <p>Example: of 250 and 250 scores, all with the canary lie above the threshold and none without: TPR is at least 0.05^(1/250) = 0.9881, FPR at most 0.0119, and with delta 0
 * epsilon is at least 4.42: so few trials can show no more.
 *
 * <p>Source: Jagielski, Ullman, Oprea, "Auditing Differentially Private Machine Learning", 2020.
 *
 * @param with scores with the canary in, at least 4
 * @param without scores with it out
 * @param delta of the promise
 */
public record EmpiricalEpsilon(double[] with, double[] without, double delta) {
    public EmpiricalEpsilon {
        if (with.length < 4 || without.length < 4) {
            throw new IllegalArgumentException("at least 4 scores each, got " + with.length + " and " + without.length);
        }
    }

    /** A test: the canary is said to be in above the threshold, or, where it is turned, below it; or that it is out. */
    private record Test(double threshold, boolean below, boolean out) {
        boolean says(double score) {
            return (score < threshold) == below;
        }
    }

    /** Epsilon is at least this. */
    public double bound() {
        Test best = new Test(0, false, false);
        double most = Double.NEGATIVE_INFINITY;
        double[] first = first(with);
        double[] thresholds = java.util.stream.DoubleStream.concat(Arrays.stream(first), Arrays.stream(first(without))).sorted().distinct().toArray();
        for (double threshold : thresholds) {
            for (boolean below : new boolean[] {false, true}) {
                for (boolean out : new boolean[] {false, true}) {
                    Test test = new Test(threshold, below, out);
                    double its = bound(test, first, first(without));
                    if (its > most) {
                        most = its;
                        best = test;
                    }
                }
            }
        }
        return Math.max(0, bound(best, second(with), second(without)));
    }

    private double bound(Test test, double[] in, double[] out) {
        double[] hit = test.out() ? out : in;
        double[] mistaken = test.out() ? in : out;
        double least = count(test, hit).atLeast() - delta;
        return least <= 0 ? 0 : StrictMath.log(least / count(test, mistaken).atMost());
    }

    private static Proportion count(Test test, double[] scores) {
        return new Proportion((int) Arrays.stream(scores).filter(test::says).count(), scores.length);
    }

    private static double[] first(double[] all) {
        return Arrays.copyOf(all, all.length / 2);
    }

    private static double[] second(double[] all) {
        return Arrays.copyOfRange(all, all.length / 2, all.length);
    }
}
