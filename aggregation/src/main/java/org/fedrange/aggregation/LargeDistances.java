package org.fedrange.aggregation;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.fedrange.learning.Sections;

/**
 * Squared distances between all pairs of single-precision rows, from differences, so that what the rows have in common cancels
 * before anything is squared. Columns are dealt to {@value #LANES} single-precision sums in turn, whatever the width of the CPU's
 * vectors; after each block the sums move to double precision.
 */
final class LargeDistances {
    /** Sums of one pair side by side. */
    static final int LANES = 16;
    /** Columns worked on at a time: 64 terms to a single-precision sum lose less than two digits in 10 million. */
    static final int BLOCK = 1024;

    /** Blocks of rows of 4 MB or another power of two would crowd into the same few lines of a cache. */
    private static final int PITCH = BLOCK + 16;
    /** Rows on each side of a tile. */
    private static final int SIDE = 4;

    private static final int SUMS = SIDE * SIDE * LANES;
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > LANES ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    private final float[][] rows;
    private final int tiles;
    private final float[] block;
    private final float[] sums = new float[SUMS];
    private final double[][] totals;

    private LargeDistances(float[][] rows) {
        this.rows = rows;
        tiles = (rows.length + SIDE - 1) / SIDE;
        block = new float[tiles * SIDE * PITCH];
        totals = new double[tiles * (tiles + 1) / 2][SUMS];
    }

    /** Between all pairs of rows, section by section of their columns. */
    static double[][] squared(float[][] rows, int columns) {
        double[][] sum = new double[rows.length][rows.length];
        for (double[][] section : Sections.of(columns, (from, to) -> new LargeDistances(rows).squared(from, to))) {
            for (int i = 0; i < sum.length; i++) {
                double[] its = section[i];
                double[] all = sum[i];
                Arrays.setAll(all, j -> all[j] + its[j]);
            }
        }
        return sum;
    }

    private double[][] squared(int first, int end) {
        for (int from = first; from < end; from += BLOCK) {
            int width = gather(from, Math.min(BLOCK, end - from));
            int tile = 0;
            for (int i = 0; i < tiles; i++) {
                for (int j = 0; j <= i; j++) {
                    for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
                        square(block, i * SIDE * PITCH, j * SIDE * PITCH, lane, width, sums);
                    }
                    add(totals[tile++], sums);
                }
            }
        }
        return distances();
    }

    /** Puts a block of all rows side by side; answers its width, with zeros up to a whole number of lanes. */
    private int gather(int from, int length) {
        int width = (length + LANES - 1) / LANES * LANES;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], from, block, i * PITCH, length);
            Arrays.fill(block, i * PITCH + length, i * PITCH + width, 0);
        }
        return width;
    }

    /** Squared differences between the four rows at {@code x} and the four at {@code y}, in some of the lanes; all sums stay in registers. */
    private static void square(float[] block, int x, int y, int lane, int width, float[] sums) {
        FloatVector s00 = FloatVector.zero(SPECIES), s01 = s00, s02 = s00, s03 = s00;
        FloatVector s10 = s00, s11 = s00, s12 = s00, s13 = s00;
        FloatVector s20 = s00, s21 = s00, s22 = s00, s23 = s00;
        FloatVector s30 = s00, s31 = s00, s32 = s00, s33 = s00;
        for (int k = lane; k < width; k += LANES) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, block, y + k);
            FloatVector y1 = FloatVector.fromArray(SPECIES, block, y + PITCH + k);
            FloatVector y2 = FloatVector.fromArray(SPECIES, block, y + 2 * PITCH + k);
            FloatVector y3 = FloatVector.fromArray(SPECIES, block, y + 3 * PITCH + k);
            FloatVector its = FloatVector.fromArray(SPECIES, block, x + k);
            FloatVector d = its.sub(y0);
            s00 = d.fma(d, s00);
            d = its.sub(y1);
            s01 = d.fma(d, s01);
            d = its.sub(y2);
            s02 = d.fma(d, s02);
            d = its.sub(y3);
            s03 = d.fma(d, s03);
            its = FloatVector.fromArray(SPECIES, block, x + PITCH + k);
            d = its.sub(y0);
            s10 = d.fma(d, s10);
            d = its.sub(y1);
            s11 = d.fma(d, s11);
            d = its.sub(y2);
            s12 = d.fma(d, s12);
            d = its.sub(y3);
            s13 = d.fma(d, s13);
            its = FloatVector.fromArray(SPECIES, block, x + 2 * PITCH + k);
            d = its.sub(y0);
            s20 = d.fma(d, s20);
            d = its.sub(y1);
            s21 = d.fma(d, s21);
            d = its.sub(y2);
            s22 = d.fma(d, s22);
            d = its.sub(y3);
            s23 = d.fma(d, s23);
            its = FloatVector.fromArray(SPECIES, block, x + 3 * PITCH + k);
            d = its.sub(y0);
            s30 = d.fma(d, s30);
            d = its.sub(y1);
            s31 = d.fma(d, s31);
            d = its.sub(y2);
            s32 = d.fma(d, s32);
            d = its.sub(y3);
            s33 = d.fma(d, s33);
        }
        s00.intoArray(sums, lane);
        s01.intoArray(sums, lane + LANES);
        s02.intoArray(sums, lane + 2 * LANES);
        s03.intoArray(sums, lane + 3 * LANES);
        s10.intoArray(sums, lane + 4 * LANES);
        s11.intoArray(sums, lane + 5 * LANES);
        s12.intoArray(sums, lane + 6 * LANES);
        s13.intoArray(sums, lane + 7 * LANES);
        s20.intoArray(sums, lane + 8 * LANES);
        s21.intoArray(sums, lane + 9 * LANES);
        s22.intoArray(sums, lane + 10 * LANES);
        s23.intoArray(sums, lane + 11 * LANES);
        s30.intoArray(sums, lane + 12 * LANES);
        s31.intoArray(sums, lane + 13 * LANES);
        s32.intoArray(sums, lane + 14 * LANES);
        s33.intoArray(sums, lane + 15 * LANES);
    }

    private static void add(double[] totals, float[] sums) {
        for (int k = 0; k < SUMS; k++) {
            totals[k] += sums[k];
        }
    }

    private double[][] distances() {
        double[][] distances = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                int tile = i / SIDE * (i / SIDE + 1) / 2 + j / SIDE;
                int at = (i % SIDE * SIDE + j % SIDE) * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    distances[i][j] += totals[tile][at + lane];
                }
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }
}
