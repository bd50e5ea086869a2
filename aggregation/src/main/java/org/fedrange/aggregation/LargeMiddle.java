package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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
    /** Columns gathered at a time: memory hands long runs of numbers over faster than short ones. */
    private static final int GATHERED = 4096;
    /** From one row to the next: a power of two would crowd all of them into the same few lines of the nearest cache. */
    private static final int PITCH = GATHERED + SortedColumns.BLOCK;

    private static final int BLOCK = SortedColumns.BLOCK;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[][] rows;
    private final int trim;
    private final SortedColumns columns;
    private final int[] lowest;
    private final int[] highest;
    private final float[] gathered;
    private final float[] smallest = new float[BLOCK];
    private final float[] largest = new float[BLOCK];
    private final long[] kept;

    LargeMiddle(float[][] rows, int trim) {
        this.rows = rows;
        this.trim = trim;
        columns = new SortedColumns(rows.length, PITCH);
        lowest = columns.pairs(trim);
        highest = columns.pairs(rows.length - trim - 1);
        gathered = new float[(rows.length + SortedRuns.SORTED) * PITCH];
        Arrays.fill(gathered, rows.length * PITCH, gathered.length, Float.POSITIVE_INFINITY);
        kept = new long[rows.length];
    }

    /** The middle of all columns, in the precision of a vector that is like it. */
    static Rows.Middle of(float[][] rows, int trim, ParameterVector like) {
        Queue<LargeMiddle> middles = new ConcurrentLinkedQueue<>();
        ParameterVector mean = like.filled(GATHERED, () -> {
            LargeMiddle middle = new LargeMiddle(rows, trim);
            middles.add(middle);
            return middle::mean;
        });
        long[] kept = new long[rows.length];
        middles.forEach(middle -> Arrays.setAll(kept, i -> kept[i] + middle.kept[i]));
        return new Rows.Middle(mean, kept);
    }

    /** The mean of what stays in each of the columns {@code from} to {@code from + length}. */
    private void mean(int from, int length, double[] mean) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], from, gathered, i * PITCH, length);
            Arrays.fill(gathered, i * PITCH + length, i * PITCH + GATHERED, 0);
        }
        Arrays.fill(mean, 0);
        for (int k = 0; k < length; k += BLOCK) {
            middle(k, Math.min(BLOCK, length - k), mean);
        }
    }

    private void middle(int at, int length, double[] mean) {
        columns.sort(gathered, at);
        columns.rank(lowest, smallest);
        columns.rank(highest, largest);
        // Of one or two that stay, both bounds are all there is.
        boolean few = rows.length - 2 * trim <= 2;
        for (int i = 0; i < rows.length; i++) {
            if (!few && i + 1 < rows.length) {
                addTwo(i, at, length, mean);
                i++;
            } else {
                kept[i] += length - outside(gathered, i * PITCH + at, smallest, largest);
                if (!few) {
                    add(gathered, i * PITCH + at, smallest, largest, mean, at);
                }
            }
        }
        divide(mean, at, few ? -1 : trim, few ? 2 : rows.length - 2 * trim);
    }

    private void divide(double[] sums, int at, int less, int by) {
        for (int k = 0; k < BLOCK; k++) {
            sums[at + k] = (sums[at + k] - less * ((double) smallest[k] + largest[k])) / by;
        }
    }

    /** How many numbers are smaller or larger than what stays. */
    private static int outside(float[] rows, int at, float[] smallest, float[] largest) {
        int outside = 0;
        for (int k = 0; k < BLOCK; k += SPECIES.length()) {
            FloatVector its = FloatVector.fromArray(SPECIES, rows, at + k);
            VectorMask<Float> out = its.compare(VectorOperators.LT, FloatVector.fromArray(SPECIES, smallest, k))
                    .or(its.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, largest, k)));
            outside += out.trueCount();
        }
        return outside;
    }

    /** Counts and adds, as {@link #outside} and {@link #add} do, two rows in one pass. */
    private void addTwo(int row, int at, int length, double[] sums) {
        int first = row * PITCH + at;
        int a = 0;
        int b = 0;
        for (int k = 0; k < BLOCK; k += SPECIES.length()) {
            FloatVector least = FloatVector.fromArray(SPECIES, smallest, k);
            FloatVector most = FloatVector.fromArray(SPECIES, largest, k);
            FloatVector x = FloatVector.fromArray(SPECIES, gathered, first + k);
            FloatVector y = FloatVector.fromArray(SPECIES, gathered, first + PITCH + k);
            VectorMask<Float> belowX = x.compare(VectorOperators.LT, least);
            VectorMask<Float> belowY = y.compare(VectorOperators.LT, least);
            VectorMask<Float> aboveX = x.compare(VectorOperators.GT, most);
            VectorMask<Float> aboveY = y.compare(VectorOperators.GT, most);
            a += belowX.or(aboveX).trueCount();
            b += belowY.or(aboveY).trueCount();
            x = x.blend(least, belowX).blend(most, aboveX);
            y = y.blend(least, belowY).blend(most, aboveY);
            DoubleVector.fromArray(Widened.SPECIES, sums, at + k).add(half(x, 0)).add(half(y, 0)).intoArray(sums, at + k);
            int other = at + k + Widened.STEP;
            DoubleVector.fromArray(Widened.SPECIES, sums, other).add(half(x, 1)).add(half(y, 1)).intoArray(sums, other);
        }
        kept[row] += length - a;
        kept[row + 1] += length - b;
    }

    private static DoubleVector half(FloatVector numbers, int part) {
        return (DoubleVector) numbers.convertShape(VectorOperators.F2D, Widened.SPECIES, part);
    }

    private static void add(float[] rows, int at, float[] smallest, float[] largest, double[] sums, int to) {
        for (int k = 0; k < BLOCK; k++) {
            sums[to + k] += Math.min(Math.max(rows[at + k], smallest[k]), largest[k]);
        }
    }
}
