package org.fedrange.attacks;

import java.util.Arrays;
import java.util.List;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/** The updates from which an attack computes: their moments per coordinate, in double precision and summed in node order. */
record Sample(List<Update> updates) {
    /** Coordinates worked on at a time: all updates' parts of them stay in a fast cache. */
    private static final int BLOCK = 256;

    /** A sample of at least one update. */
    Sample {
        if (updates.isEmpty()) {
            throw new IllegalArgumentException("the adversary sees no update to start from");
        }
        updates = List.copyOf(updates);
    }

    /**
     * What a sample looks like in each coordinate.
     *
     * @param mean the mean
     * @param deviation the standard deviation, with n - 1 degrees of freedom; 0 for a single update
     */
    record Moments(double[] mean, double[] deviation) {}

    /** Mean and deviation of each coordinate. */
    Moments moments() {
        Moments moments = new Moments(new double[size()], new double[size()]);
        double[][] block = new double[updates.size()][BLOCK];
        double[] mean = new double[BLOCK];
        double[] deviation = new double[BLOCK];
        for (int from = 0; from < size(); from += BLOCK) {
            int length = Math.min(BLOCK, size() - from);
            for (int i = 0; i < block.length; i++) {
                updates.get(i).change().read(from, length, block[i]);
            }
            mean(block, mean);
            deviation(block, mean, deviation);
            System.arraycopy(mean, 0, moments.mean, from, length);
            System.arraycopy(deviation, 0, moments.deviation, from, length);
        }
        return moments;
    }

    /** Mean of each coordinate. */
    double[] mean() {
        return moments().mean;
    }

    private static void mean(double[][] block, double[] mean) {
        Arrays.fill(mean, 0);
        for (double[] row : block) {
            add(mean, row);
        }
        for (int k = 0; k < BLOCK; k++) {
            mean[k] /= block.length;
        }
    }

    private static void deviation(double[][] block, double[] mean, double[] deviation) {
        double freedom = Math.max(1, block.length - 1);
        Arrays.fill(deviation, 0);
        for (double[] row : block) {
            addSquares(deviation, row, mean);
        }
        for (int k = 0; k < BLOCK; k++) {
            deviation[k] = Math.sqrt(deviation[k] / freedom);
        }
    }

    private int size() {
        return updates.getFirst().change().size();
    }

    private static void add(double[] sum, double[] block) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += block[k];
        }
    }

    private static void addSquares(double[] sum, double[] block, double[] center) {
        for (int k = 0; k < BLOCK; k++) {
            double distance = block[k] - center[k];
            sum[k] += distance * distance;
        }
    }

    /** A vector of these numbers, given away, in the precision of the updates. */
    ParameterVector vector(double[] numbers) {
        return vector(numbers, updates.getFirst().change());
    }

    /** A vector of these numbers, given away, in the precision of {@code like}. */
    static ParameterVector vector(double[] numbers, ParameterVector like) {
        if (like instanceof DoubleVector) {
            return DoubleVector.owning(numbers);
        }
        float[] rounded = new float[numbers.length];
        for (int k = 0; k < rounded.length; k++) {
            rounded[k] = (float) numbers[k];
        }
        return FloatVector.owning(rounded);
    }
}
