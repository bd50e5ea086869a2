package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.DoubleVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurvatureTest {
    private static Curvature.Pair pair(double[] step, double[] change) {
        return new Curvature.Pair(DoubleVector.of(step), DoubleVector.of(change));
    }

    @Test
    void theLastStepIsExplainedAndOthersFollowItsScale() {
        // s = (1, 0), y = (2, 0): sigma = 2.
        Curvature one = new Curvature(List.of(pair(new double[] {1, 0}, new double[] {2, 0})));
        assertArrayEquals(new double[] {2, 0}, one.times(DoubleVector.of(1, 0)), 1e-12);
        assertArrayEquals(new double[] {0, 2}, one.times(DoubleVector.of(0, 1)), 1e-12);
        // Along both axes of a quadratic with curvatures 2 and 5 everything is known.
        Curvature two = new Curvature(List.of(pair(new double[] {1, 0}, new double[] {2, 0}), pair(new double[] {0, 1}, new double[] {0, 5})));
        assertArrayEquals(new double[] {2, 5}, two.times(DoubleVector.of(1, 1)), 1e-12);
    }

    @Test
    void whereTheModelDidNotMoveNothingIsSaid() {
        assertArrayEquals(new double[2], new Curvature(List.of()).times(DoubleVector.of(1, 1)));
        assertArrayEquals(new double[2], new Curvature(List.of(pair(new double[2], new double[2]))).times(DoubleVector.of(1, 1)));
        double[] step = {1, 2};
        // The same step twice says no more than once: the curvature is 1.
        assertArrayEquals(new double[] {1, 1}, new Curvature(List.of(pair(step, step), pair(step, step))).times(DoubleVector.of(1, 1)), 1e-12);
        // Without curvature along the step the system has no solution.
        assertArrayEquals(new double[2], new Curvature(List.of(pair(step, new double[2]))).times(DoubleVector.of(1, 1)));
    }

    /** The definition: B = sigma I, then for each pair B - B s s'B / s'B s + y y' / y's. */
    @ParameterizedTest
    @CsvSource({"1, 1, 3", "2, 2, 5", "3, 4, 7", "4, 6, 20"})
    void itIsTheMatrixThatUpdatesByHandGive(long seed, int pairs, int size) {
        double[][] steps = Given.normal(seed, pairs, size);
        double[][] noise = Given.normal(seed + 100, pairs, size);
        List<Curvature.Pair> all = new ArrayList<>();
        double[][] changes = new double[pairs][size];
        for (int i = 0; i < pairs; i++) {
            for (int k = 0; k < size; k++) {
                changes[i][k] = (1 + k) * steps[i][k] + 0.1 * noise[i][k];
            }
            all.add(pair(steps[i], changes[i]));
        }
        double[][] matrix = new double[size][size];
        double sigma = dot(steps[pairs - 1], changes[pairs - 1]) / dot(steps[pairs - 1], steps[pairs - 1]);
        for (int k = 0; k < size; k++) {
            matrix[k][k] = sigma;
        }
        for (int i = 0; i < pairs; i++) {
            double[] moved = times(matrix, steps[i]);
            double before = dot(steps[i], moved);
            double after = dot(steps[i], changes[i]);
            for (int k = 0; k < size; k++) {
                for (int l = 0; l < size; l++) {
                    matrix[k][l] += changes[i][k] * changes[i][l] / after - moved[k] * moved[l] / before;
                }
            }
        }
        double[] v = Given.normal(seed + 200, 1, size)[0];
        assertArrayEquals(times(matrix, v), new Curvature(all).times(DoubleVector.of(v)), 1e-9 * size, "seed " + seed);
    }

    private static double[] times(double[][] matrix, double[] v) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, v)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
