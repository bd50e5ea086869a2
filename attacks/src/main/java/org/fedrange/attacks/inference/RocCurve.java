package org.fedrange.attacks.inference;

import java.util.Arrays;

/**
 * How well scores tell members from others: of each threshold the share of members above it and the share of others.
 *
 * <pre>
 * TPR at FPR a:  the largest share of members at or above a threshold that at most a share a of the others reaches
 * AUC:           the probability that a member scores higher than another, ties counting half;   advantage: largest TPR - FPR
 * </pre>
 *
 * <p>Example: members 3, 2, 1 and others 2.5, 0: TPR at FPR 0 is 1/3, at 0.5 it is 1; AUC 4/6; advantage 1 - 1/2 = 1/2.
 */
public final class RocCurve {
    private final double[] members;
    private final double[] others;

    /** Of scores that are numbers. */
    public RocCurve(double[] members, double[] others) {
        this.members = sorted(members);
        this.others = sorted(others);
    }

    /** Highest first. A score that is no number tells nothing: it counts as the lowest. */
    private static double[] sorted(double[] scores) {
        return Arrays.stream(scores).map(score -> Double.isNaN(score) ? Double.MAX_VALUE : -score).sorted().map(score -> -score).toArray();
    }

    /** How many members score at or above a threshold that at most this share of the others reaches. */
    public int found(double falsePositives) {
        int allowed = (int) Math.floor(falsePositives * others.length + 1e-9);
        if (allowed >= others.length) {
            return members.length;
        }
        // Only thresholds above the first of the others that may not be taken.
        double beyond = others[allowed];
        int found = 0;
        while (found < members.length && members[found] > beyond) {
            found++;
        }
        return found;
    }

    /** True-positive rate at a false-positive rate. */
    public double truePositives(double falsePositives) {
        return (double) found(falsePositives) / members.length;
    }

    /** Area under the curve. */
    public double area() {
        double sum = 0;
        for (double member : members) {
            int above = 0;
            int ties = 0;
            for (double other : others) {
                above += member > other ? 1 : 0;
                ties += member == other ? 1 : 0;
            }
            sum += above + ties / 2.0;
        }
        return sum / ((double) members.length * others.length);
    }

    /** The largest difference of true- and false-positive rate. */
    public double advantage() {
        double most = 0;
        for (int allowed = 0; allowed <= others.length; allowed++) {
            most = Math.max(most, truePositives((double) allowed / others.length) - (double) allowed / others.length);
        }
        return most;
    }

    /** Number of members. */
    public int members() {
        return members.length;
    }

    /** Number of others. */
    public int others() {
        return others.length;
    }

    /**
     * The largest true-positive rate that any attack can have where training is (epsilon, delta)-differentially private for one record.
     *
     * <pre>
     * min(e^epsilon FPR + delta, 1 - e^-epsilon (1 - delta - FPR), 1)
     * </pre>
     *
     * <p>Example: epsilon 1, delta 0, FPR 0.01: 0.0272.
     *
     * <p>Source: Kairouz, Oh, Viswanath, "The Composition Theorem for Differential Privacy", 2015.
     */
    public static double most(double epsilon, double delta, double falsePositives) {
        double low = StrictMath.exp(epsilon) * falsePositives + delta;
        double high = 1 - StrictMath.exp(-epsilon) * (1 - delta - falsePositives);
        return Math.clamp(Math.min(low, high), 0, 1);
    }
}
