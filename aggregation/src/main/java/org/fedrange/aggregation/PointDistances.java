package org.fedrange.aggregation;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.fedrange.learning.ParameterVector;

/**
 * Squared distances of many single-precision rows from a point, in double precision. Columns are dealt to {@value #LANES} sums in turn, whatever
 * the width of the CPU's vectors, so that results are the same everywhere.
 */
final class PointDistances {
    /** Sums of one row side by side. */
    static final int LANES = 32;
    /** Columns worked on at a time: blocks of many rows stay in a cache from the forming of a point to the distances from it. */
    static final int BLOCK = 2048;

    private final float[][] rows;
    private final double[] block = new double[BLOCK];
    private final float[] last = new float[BLOCK];
    private final double[][] sums;

    PointDistances(float[][] rows) {
        this.rows = rows;
        sums = new double[rows.length][LANES];
    }

    /** For each row the sum over the columns from {@code first}, inclusive, to {@code end}, exclusive; the point is given block by block. */
    double[] squared(ParameterVector.Filler point, int first, int end) {
        for (int from = first; from < end; from += BLOCK) {
            int length = Math.min(BLOCK, end - from);
            point.fill(from, length, block);
            Arrays.fill(block, length, BLOCK, 0);
            for (int i = 0; i < rows.length; i++) {
                if (length < BLOCK) {
                    System.arraycopy(rows[i], from, last, 0, length);
                }
                for (int lane = 0; lane < LANES; lane += 4 * Widened.STEP) {
                    add(sums[i], length < BLOCK ? last : rows[i], length < BLOCK ? 0 : from, block, lane);
                }
            }
        }
        return Arrays.stream(sums).mapToDouble(Rows::total).toArray();
    }

    /** Adds the squared differences in some of the lanes; all sums stay in registers. */
    private static void add(double[] sums, float[] row, int from, double[] point, int lane) {
        DoubleVector s = DoubleVector.fromArray(Widened.SPECIES, sums, lane);
        DoubleVector t = DoubleVector.fromArray(Widened.SPECIES, sums, lane + Widened.STEP);
        DoubleVector u = DoubleVector.fromArray(Widened.SPECIES, sums, lane + 2 * Widened.STEP);
        DoubleVector v = DoubleVector.fromArray(Widened.SPECIES, sums, lane + 3 * Widened.STEP);
        for (int k = lane; k < BLOCK; k += LANES) {
            DoubleVector difference = difference(row, from, point, k);
            s = difference.fma(difference, s);
            difference = difference(row, from, point, k + Widened.STEP);
            t = difference.fma(difference, t);
            difference = difference(row, from, point, k + 2 * Widened.STEP);
            u = difference.fma(difference, u);
            difference = difference(row, from, point, k + 3 * Widened.STEP);
            v = difference.fma(difference, v);
        }
        s.intoArray(sums, lane);
        t.intoArray(sums, lane + Widened.STEP);
        u.intoArray(sums, lane + 2 * Widened.STEP);
        v.intoArray(sums, lane + 3 * Widened.STEP);
    }

    private static DoubleVector difference(float[] row, int from, double[] point, int k) {
        return Widened.of(row, from + k).sub(DoubleVector.fromArray(Widened.SPECIES, point, k));
    }
}
