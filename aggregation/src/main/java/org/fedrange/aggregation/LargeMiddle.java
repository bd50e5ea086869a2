package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.fedrange.learning.ParameterVector;

/**
 * The middle of each column of single-precision rows, found for a block of columns at once: two ranks bound what stays. The sum of what
 * stays is that of all numbers, each brought to the nearer bound, less {@code trim} times both bounds.
 *
 * <p>Example: 1, 2, 4, 9 with trim 1 has the bounds 2 and 4: (2 + 2 + 4 + 4) - (2 + 4) = 6, the sum of 2 and 4.
 */
final class LargeMiddle {
    private static final int BLOCK = SortedColumns.BLOCK;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[][] rows;
    private final int trim;
    private final SortedColumns columns;
    private final int[] lowest;
    private final int[] highest;
    private final float[] smallest = new float[BLOCK];
    private final float[] largest = new float[BLOCK];
    private final float[] last = new float[BLOCK];
    private final long[] kept;

    LargeMiddle(float[][] rows, int trim) {
        this.rows = rows;
        this.trim = trim;
        columns = new SortedColumns(rows.length);
        lowest = columns.pairs(trim);
        highest = columns.pairs(rows.length - trim - 1);
        kept = new long[rows.length];
    }

    /** The middle of all columns, in the precision of a vector that is like it. */
    static Rows.Middle of(float[][] rows, int trim, ParameterVector like) {
        Queue<LargeMiddle> middles = new ConcurrentLinkedQueue<>();
        ParameterVector mean = like.filled(BLOCK, () -> {
            LargeMiddle middle = new LargeMiddle(rows, trim);
            middles.add(middle);
            return middle::mean;
        });
        long[] kept = new long[rows.length];
        middles.forEach(middle -> Arrays.setAll(kept, i -> kept[i] + middle.kept[i]));
        return new Rows.Middle(mean, kept);
    }

    /** In how many columns the number of each row stayed, of the columns worked on so far. */
    long[] kept() {
        return kept.clone();
    }

    /** The mean of what stays in each of the columns {@code from} to {@code from + length}. */
    void mean(int from, int length, double[] mean) {
        int at = length < BLOCK ? 0 : from;
        for (int i = 0; i < rows.length; i++) {
            columns.put(i, block(i, from, length), at);
        }
        columns.sort();
        columns.rank(lowest, smallest);
        columns.rank(highest, largest);
        // Of one or two that stay, both bounds are all there is.
        boolean few = rows.length - 2 * trim <= 2;
        Arrays.fill(mean, 0);
        for (int i = 0; i < rows.length; i++) {
            float[] block = block(i, from, length);
            kept[i] += length - outside(block, at, smallest, largest);
            if (!few) {
                add(block, at, smallest, largest, mean);
            }
        }
        divide(mean, few ? -1 : trim, few ? 2 : rows.length - 2 * trim);
    }

    /** The row itself or, of a last block, what it holds and zeros after it. */
    private float[] block(int row, int from, int length) {
        if (length == BLOCK) {
            return rows[row];
        }
        System.arraycopy(rows[row], from, last, 0, length);
        return last;
    }

    private void divide(double[] sums, int less, int by) {
        for (int k = 0; k < BLOCK; k++) {
            sums[k] = (sums[k] - less * ((double) smallest[k] + largest[k])) / by;
        }
    }

    /** How many numbers are smaller or larger than what stays. */
    private static int outside(float[] row, int at, float[] smallest, float[] largest) {
        int outside = 0;
        for (int k = 0; k < BLOCK; k += SPECIES.length()) {
            FloatVector its = FloatVector.fromArray(SPECIES, row, at + k);
            outside += its.compare(VectorOperators.LT, FloatVector.fromArray(SPECIES, smallest, k))
                    .or(its.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, largest, k))).trueCount();
        }
        return outside;
    }

    private static void add(float[] row, int at, float[] smallest, float[] largest, double[] sums) {
        for (int k = 0; k < BLOCK; k++) {
            sums[k] += Math.min(Math.max(row[at + k], smallest[k]), largest[k]);
        }
    }
}
