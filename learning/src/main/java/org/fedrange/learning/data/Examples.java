package org.fedrange.learning.data;

import java.util.List;

/**
 * Labelled examples, row by row. The arrays are read in place and never written after construction.
 *
 * @param features example by example, {@code width} numbers each
 * @param labels the class of each example, from 0
 * @param width number of features of one example
 */
public record Examples(float[] features, int[] labels, int width) {
    public Examples {
        if (features.length != labels.length * width) {
            throw new IllegalArgumentException(
                    features.length + " features are not " + labels.length + " examples of " + width);
        }
    }

    /** Number of examples. */
    public int size() {
        return labels.length;
    }

    /** All of several groups of examples of one width, one group after the other; at least one group. */
    public static Examples joined(List<Examples> groups) {
        int width = groups.getFirst().width;
        int size = groups.stream().mapToInt(Examples::size).sum();
        float[] features = new float[size * width];
        int[] labels = new int[size];
        int at = 0;
        for (Examples group : groups) {
            System.arraycopy(group.features, 0, features, at * width, group.features.length);
            System.arraycopy(group.labels, 0, labels, at, group.labels.length);
            at += group.labels.length;
        }
        return new Examples(features, labels, width);
    }

    /** The examples at these rows, in this order, copied. */
    public Examples at(int[] rows) {
        float[] chosen = new float[rows.length * width];
        int[] chosenLabels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features, rows[i] * width, chosen, i * width, width);
            chosenLabels[i] = labels[rows[i]];
        }
        return new Examples(chosen, chosenLabels, width);
    }
}
