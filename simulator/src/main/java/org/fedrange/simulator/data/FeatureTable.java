package org.fedrange.simulator.data;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.data.Examples;

/** Features being gathered column by column, then laid out example by example. */
final class FeatureTable {
    private final List<String> names = new ArrayList<>();
    private final List<double[]> columns = new ArrayList<>();

    /** Adds one feature of all examples. */
    void add(String name, double[] column) {
        names.add(name);
        columns.add(column);
    }

    /** The features' names, in column order. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** The examples with these labels. */
    Examples examples(int[] labels) {
        int width = columns.size();
        float[] features = new float[labels.length * width];
        for (int column = 0; column < width; column++) {
            for (int row = 0; row < labels.length; row++) {
                features[row * width + column] = (float) columns.get(column)[row];
            }
        }
        return new Examples(features, labels, width);
    }
}
