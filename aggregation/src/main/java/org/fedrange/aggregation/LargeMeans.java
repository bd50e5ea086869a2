package org.fedrange.aggregation;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.fedrange.learning.Sections;

/**
 * Means of several choices of single-precision rows. Rows go in groups of four: of each group all 16 sums are formed once, and each choice
 * adds one of them for each group. Example: of the rows 0 to 7 the choice {0, 2, 3, 4} is (x_0 + x_2 + x_3) + x_4.
 *
 * <p>They are summed in single precision: a choice is as long as the number of nodes, too short for rounding to matter.
 */
final class LargeMeans {
    private static final int BLOCK = Rows.BLOCK;
    /** Blocks of rows of 4 MB or another power of two would crowd into the same few lines of a cache. */
    private static final int PITCH = BLOCK + 16;

    private static final int GROUP = 4;
    private static final int SUMS = 1 << GROUP;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEP = SPECIES.length();

    private final float[][] rows;
    private final int groups;
    private final float[] block;
    private final float[] sums;

    private LargeMeans(float[][] rows) {
        this.rows = rows;
        groups = (rows.length + GROUP - 1) / GROUP;
        block = new float[groups * GROUP * PITCH];
        sums = new float[groups * SUMS * STEP];
    }

    /** For each choice of rows, all choices of one length, their mean, section by section of their columns. */
    static float[][] of(float[][] rows, int columns, int[][] choices) {
        float[][] means = new float[choices.length][columns];
        Sections.each(columns, (from, to) -> new LargeMeans(rows).write(choices, means, from, to));
        return means;
    }

    private void write(int[][] choices, float[][] means, int first, int end) {
        int[][] terms = Arrays.stream(choices).map(this::terms).toArray(int[][]::new);
        float[] mixed = new float[choices.length * PITCH];
        int many = choices[0].length;
        // Divided first, no sum of finite numbers leaves the range; by a power of two, nothing is rounded.
        float down = 1f / Math.max(1, Integer.highestOneBit(2 * many - 1));
        float up = (float) (1 / (many * (double) down));
        for (int from = first; from < end; from += BLOCK) {
            int length = Math.min(BLOCK, end - from);
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], from, block, i * PITCH, length);
            }
            for (int k = 0; k < length; k += STEP) {
                for (int group = 0; group < groups; group++) {
                    sum(block, group * GROUP * PITCH + k, down, sums, group * SUMS * STEP);
                }
                for (int i = 0; i < terms.length; i++) {
                    add(sums, terms[i], up, mixed, i * PITCH + k);
                }
            }
            for (int i = 0; i < means.length; i++) {
                System.arraycopy(mixed, i * PITCH, means[i], from, length);
            }
        }
    }

    /** Where the sum that belongs to a choice begins, for each group: a row in the choice sets the bit of its place in the group. */
    private int[] terms(int[] choice) {
        int[] terms = new int[groups];
        Arrays.setAll(terms, group -> group * SUMS * STEP);
        for (int row : choice) {
            terms[row / GROUP] += (1 << row % GROUP) * STEP;
        }
        return terms;
    }

    /** All sums of four rows for one step of columns, the empty one first. */
    private static void sum(float[] block, int from, float factor, float[] sums, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, block, from).mul(factor);
        FloatVector b = FloatVector.fromArray(SPECIES, block, from + PITCH).mul(factor);
        FloatVector c = FloatVector.fromArray(SPECIES, block, from + 2 * PITCH).mul(factor);
        FloatVector d = FloatVector.fromArray(SPECIES, block, from + 3 * PITCH).mul(factor);
        FloatVector ab = a.add(b);
        FloatVector cd = c.add(d);
        FloatVector.zero(SPECIES).intoArray(sums, to);
        a.intoArray(sums, to + STEP);
        b.intoArray(sums, to + 2 * STEP);
        ab.intoArray(sums, to + 3 * STEP);
        c.intoArray(sums, to + 4 * STEP);
        a.add(c).intoArray(sums, to + 5 * STEP);
        b.add(c).intoArray(sums, to + 6 * STEP);
        ab.add(c).intoArray(sums, to + 7 * STEP);
        d.intoArray(sums, to + 8 * STEP);
        a.add(d).intoArray(sums, to + 9 * STEP);
        b.add(d).intoArray(sums, to + 10 * STEP);
        ab.add(d).intoArray(sums, to + 11 * STEP);
        cd.intoArray(sums, to + 12 * STEP);
        a.add(cd).intoArray(sums, to + 13 * STEP);
        b.add(cd).intoArray(sums, to + 14 * STEP);
        ab.add(cd).intoArray(sums, to + 15 * STEP);
    }

    private static void add(float[] sums, int[] terms, float factor, float[] mixed, int to) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, terms[0]);
        for (int group = 1; group < terms.length; group++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, sums, terms[group]));
        }
        sum.mul(factor).intoArray(mixed, to);
    }
}
