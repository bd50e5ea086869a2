package org.fedrange.learning.metric;

import java.util.Arrays;

/** How good predictions are: higher is better, except for {@link #LOSS}. */
public enum Metric {
    /** Share of examples whose most probable class is theirs; of equally probable classes the first counts. */
    ACCURACY {
        @Override
        double of(float[] probabilities, int[] labels, int classes) {
            int found = 0;
            for (int i = 0; i < labels.length; i++) {
                found += predicted(probabilities, i, classes) == labels[i] ? 1 : 0;
            }
            return (double) found / labels.length;
        }
    },
    /** Mean over the classes that occur of the share of their examples that are found; 1/classes for a constant guess. */
    BALANCED_ACCURACY {
        @Override
        double of(float[] probabilities, int[] labels, int classes) {
            return Arrays.stream(recalls(probabilities, labels, classes)).filter(share -> !Double.isNaN(share)).average().orElse(Double.NaN);
        }
    },
    /**
     * Area under the receiver operating characteristic: the probability that an example of a class is given more of that class than
     * an example of another, ties counting half. Of class 1 with two classes; with more, the mean over the classes, each against
     * the rest. NaN where only one class occurs.
     */
    AUC {
        @Override
        double of(float[] probabilities, int[] labels, int classes) {
            if (classes == 2) {
                return auc(probabilities, labels, classes, 1);
            }
            double sum = 0;
            int defined = 0;
            for (int label = 0; label < classes; label++) {
                double one = auc(probabilities, labels, classes, label);
                if (!Double.isNaN(one)) {
                    sum += one;
                    defined++;
                }
            }
            return sum / defined;
        }
    },
    /** Mean cross-entropy, in nats; a probability of zero counts as the smallest positive number. */
    LOSS {
        @Override
        double of(float[] probabilities, int[] labels, int classes) {
            double sum = 0;
            for (int i = 0; i < labels.length; i++) {
                sum -= StrictMath.log(Math.max(probabilities[i * classes + labels[i]], Float.MIN_VALUE));
            }
            return sum / labels.length;
        }
    };

    /**
     * The figure for some predictions.
     *
     * @param probabilities class probabilities, example by example, {@code classes} numbers each
     * @param labels the true classes
     * @return the figure; NaN where there are no examples
     */
    public double measure(float[] probabilities, int[] labels, int classes) {
        if (probabilities.length != labels.length * classes) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities are not " + labels.length + " predictions of " + classes + " classes");
        }
        return labels.length == 0 ? Double.NaN : of(probabilities, labels, classes);
    }

    /** For each class the share of its examples that are found; NaN for a class without examples. */
    public static double[] recalls(float[] probabilities, int[] labels, int classes) {
        int[] found = new int[classes];
        int[] all = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            all[labels[i]]++;
            found[labels[i]] += predicted(probabilities, i, classes) == labels[i] ? 1 : 0;
        }
        double[] shares = new double[classes];
        Arrays.setAll(shares, label -> (double) found[label] / all[label]);
        return shares;
    }

    abstract double of(float[] probabilities, int[] labels, int classes);

    /** Whether {@code one} is a better figure than {@code other}; a figure that is no number is never better. */
    public boolean better(double one, double other) {
        return this == LOSS ? one < other : one > other;
    }

    /** The most probable class of an example; the first of equals. */
    public static int predicted(float[] probabilities, int example, int classes) {
        int best = 0;
        for (int label = 1; label < classes; label++) {
            if (probabilities[example * classes + label] > probabilities[example * classes + best]) {
                best = label;
            }
        }
        return best;
    }

    /** From the ranks of the class's examples among all, ties sharing their mean rank (Mann and Whitney's U). */
    private static double auc(float[] probabilities, int[] labels, int classes, int label) {
        Integer[] order = new Integer[labels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(probabilities[a * classes + label], probabilities[b * classes + label]));
        double ranks = 0;
        long members = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int tied = 0;
            // Compared like this a NaN ties with NaN: a model that is no number guesses.
            while (to < order.length
                    && Float.compare(probabilities[order[to] * classes + label], probabilities[order[from] * classes + label]) == 0) {
                tied += labels[order[to]] == label ? 1 : 0;
                to++;
            }
            ranks += tied * (from + 1 + to) / 2.0;
            members += tied;
            from = to;
        }
        long others = labels.length - members;
        return members == 0 || others == 0 ? Double.NaN : (ranks - members * (members + 1) / 2.0) / ((double) members * others);
    }
}
