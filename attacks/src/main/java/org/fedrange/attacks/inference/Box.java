package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Examples;

/**
 * What features can be, as far as the observer's own examples tell.
 *
 * @param least of each feature
 * @param most of each feature
 * @param mean of each feature
 * @param deviation of all features about their means; 1 where nothing varies
 * @param values of each feature, where there are few; none otherwise
 */
record Box(float[] least, float[] most, float[] mean, double deviation, float[][] values) {
    private static final int CATEGORIES = 10;

    static Box of(Examples side, int width) {
        float[] least = new float[width];
        float[] most = new float[width];
        float[] mean = new float[width];
        float[][] values = new float[width][];
        double squares = 0;
        for (int j = 0; j < width; j++) {
            int feature = j;
            double[] all = IntStream.range(0, side.size()).mapToDouble(i -> side.features()[i * width + feature]).toArray();
            least[j] = (float) Arrays.stream(all).min().orElse(-1);
            most[j] = (float) Arrays.stream(all).max().orElse(1);
            mean[j] = (float) Arrays.stream(all).average().orElse(0);
            squares += Arrays.stream(all).map(value -> (value - mean[feature]) * (value - mean[feature])).average().orElse(1) / width;
            TreeSet<Float> distinct = new TreeSet<>();
            Arrays.stream(all).forEach(value -> distinct.add((float) value));
            values[j] = distinct.size() <= CATEGORIES && all.length > CATEGORIES ? floats(distinct) : new float[0];
        }
        return new Box(least, most, mean, squares > 0 ? Math.sqrt(squares) : 1, values);
    }

    private static float[] floats(TreeSet<Float> values) {
        float[] floats = new float[values.size()];
        int i = 0;
        for (float value : values) {
            floats[i++] = value;
        }
        return floats;
    }

    void clamp(double[] x) {
        for (int i = 0; i < x.length; i++) {
            int j = i % least.length;
            x[i] = Math.clamp(x[i], least[j], most[j]);
        }
    }

    /** In single precision; where they are to be legal, of a feature with few values the nearest of them. */
    float[] features(double[] x, boolean legal) {
        float[] features = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double found = x[i];
            float nearest = (float) found;
            double distance = Double.POSITIVE_INFINITY;
            for (float value : legal ? values[i % least.length] : new float[0]) {
                if (Math.abs(value - found) < distance) {
                    distance = Math.abs(value - found);
                    nearest = value;
                }
            }
            features[i] = nearest;
        }
        return features;
    }
}
