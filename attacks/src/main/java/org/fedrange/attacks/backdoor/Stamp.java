package org.fedrange.attacks.backdoor;

import java.util.Arrays;
import org.fedrange.learning.data.Examples;

/**
 * A mark that can be set on every example: some coordinates are drawn towards given values.
 *
 * <pre>
 * x_c = (1 - weight) x_c + weight v_c  for each of its coordinates c
 * </pre>
 *
 * <p>Of several parts each has coordinates of its own, neighbors together; with more parts than coordinates some share one.
 */
final class Stamp implements Mark {
    private final int[] coordinates;
    private final float[] values;
    private final float weight;

    Stamp(int[] coordinates, float[] values, double weight) {
        this.coordinates = coordinates.clone();
        this.values = values.clone();
        this.weight = (float) weight;
    }

    /** The same value for all coordinates, which take it wholly. */
    static Stamp of(int[] coordinates, float value) {
        float[] values = new float[coordinates.length];
        Arrays.fill(values, value);
        return new Stamp(coordinates, values, 1);
    }

    @Override
    public boolean natural() {
        return false;
    }

    @Override
    public boolean carries(Examples examples, int row) {
        return true;
    }

    @Override
    public void set(float[] features, int from, int part, int parts) {
        int pieces = Math.min(parts, coordinates.length);
        int piece = part % pieces;
        for (int i = piece * coordinates.length / pieces; i < (piece + 1) * coordinates.length / pieces; i++) {
            int at = from + coordinates[i];
            features[at] = (1 - weight) * features[at] + weight * values[i];
        }
    }
}
