package org.fedrange.aggregation;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A block of columns of single-precision rows, sorted by a {@link SortedRuns}. Numbers are compared as whole numbers of the same
 * order, in which -0.0 comes before 0.0: CPUs take the smaller of many of those in one instruction.
 */
final class SortedColumns {
    /** Columns sorted together: those of 90 rows stay in the cache nearest to a core. */
    static final int BLOCK = 128;

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int STEP = SPECIES.length();

    private final SortedRuns network;
    private final int[][] steps;
    private final int pitch;
    private final int[] keys;

    /** For so many rows, each {@code pitch} numbers after the one before. */
    SortedColumns(int rows, int pitch) {
        network = SortedRuns.of(rows);
        steps = network.steps().stream().map(step -> starts(step.rows())).toArray(int[][]::new);
        this.pitch = pitch;
        keys = new int[(rows + SortedRuns.SORTED) * BLOCK];
        Arrays.fill(keys, rows * BLOCK, keys.length, Integer.MAX_VALUE);
    }

    private static int[] starts(int[] rows) {
        return Arrays.stream(rows).map(row -> row * BLOCK).toArray();
    }

    /** From the bits of floats to whole numbers of the same order, or back: the order of negative ones is turned around. */
    private static IntVector turned(IntVector bits) {
        return bits.lanewise(VectorOperators.XOR, bits.lanewise(VectorOperators.ASHR, Integer.SIZE - 1).and(Integer.MAX_VALUE));
    }

    /** Sorts the columns that begin at {@code at}, in the first row, as far as ranks need it. After the rows come {@link SortedRuns#SORTED} of infinity. */
    void sort(float[] rows, int at) {
        for (int[] step : steps) {
            switch (step.length) {
                case 2 -> order(keys, step[0], step[1]);
                case SortedRuns.SORTED -> sort(rows, at + step[0] / BLOCK * pitch, pitch, keys, step[0]);
                default -> merge(keys, step);
            }
        }
    }

    /** Pairs from which {@link #rank} finds a rank, counted from 0. */
    int[] pairs(int rank) {
        return starts(network.pairs(rank));
    }

    /** Writes the number of a rank in each column. */
    void rank(int[] pairs, float[] to) {
        for (int k = 0; k < BLOCK; k += STEP) {
            IntVector least = load(keys, pairs[0], k).max(load(keys, pairs[1], k));
            for (int i = 2; i < pairs.length; i += 2) {
                least = least.min(load(keys, pairs[i], k).max(load(keys, pairs[i + 1], k)));
            }
            turned(least).reinterpretAsFloats().intoArray(to, k);
        }
    }

    private static IntVector load(int[] keys, int row, int k) {
        return IntVector.fromArray(SPECIES, keys, row + k);
    }

    private static void order(int[] keys, int first, int second) {
        for (int k = 0; k < BLOCK; k += STEP) {
            IntVector a = load(keys, first, k);
            IntVector b = load(keys, second, k);
            a.min(b).intoArray(keys, first + k);
            a.max(b).intoArray(keys, second + k);
        }
    }

    private static IntVector key(float[] rows, int at) {
        return turned(FloatVector.fromArray(FLOATS, rows, at).reinterpretAsInts());
    }

    /** Sorts eight rows that follow one another, in 19 comparisons, on the way to their places. */
    private static void sort(float[] rows, int from, int pitch, int[] keys, int to) {
        for (int column = 0; column < BLOCK; column += STEP) {
            int at = from + column;
            IntVector a = key(rows, at);
            IntVector b = key(rows, at + pitch);
            IntVector c = key(rows, at + 2 * pitch);
            IntVector d = key(rows, at + 3 * pitch);
            IntVector e = key(rows, at + 4 * pitch);
            IntVector f = key(rows, at + 5 * pitch);
            IntVector g = key(rows, at + 6 * pitch);
            IntVector h = key(rows, at + 7 * pitch);
            IntVector low;
            low = a.min(b); b = a.max(b); a = low;
            low = c.min(d); d = c.max(d); c = low;
            low = e.min(f); f = e.max(f); e = low;
            low = g.min(h); h = g.max(h); g = low;
            low = a.min(c); c = a.max(c); a = low;
            low = b.min(d); d = b.max(d); b = low;
            low = e.min(g); g = e.max(g); e = low;
            low = f.min(h); h = f.max(h); f = low;
            low = b.min(c); c = b.max(c); b = low;
            low = f.min(g); g = f.max(g); f = low;
            low = a.min(e); e = a.max(e); a = low;
            low = b.min(f); f = b.max(f); b = low;
            low = c.min(g); g = c.max(g); c = low;
            low = d.min(h); h = d.max(h); d = low;
            low = c.min(e); e = c.max(e); c = low;
            low = d.min(f); f = d.max(f); d = low;
            low = b.min(c); c = b.max(c); b = low;
            low = d.min(e); e = d.max(e); d = low;
            low = f.min(g); g = f.max(g); f = low;
            a.intoArray(keys, to + column);
            b.intoArray(keys, to + BLOCK + column);
            c.intoArray(keys, to + 2 * BLOCK + column);
            d.intoArray(keys, to + 3 * BLOCK + column);
            e.intoArray(keys, to + 4 * BLOCK + column);
            f.intoArray(keys, to + 5 * BLOCK + column);
            g.intoArray(keys, to + 6 * BLOCK + column);
            h.intoArray(keys, to + 7 * BLOCK + column);
        }
    }

    /** Merges two times eight rows in 25 comparisons; more in one method the compiler does not keep in registers. */
    private static void merge(int[] keys, int[] at) {
        int row0 = at[0], row1 = at[1], row2 = at[2], row3 = at[3], row4 = at[4], row5 = at[5], row6 = at[6], row7 = at[7];
        int row8 = at[8], row9 = at[9], row10 = at[10], row11 = at[11], row12 = at[12], row13 = at[13], row14 = at[14], row15 = at[15];
        for (int column = 0; column < BLOCK; column += STEP) {
            IntVector a = load(keys, row0, column);
            IntVector b = load(keys, row1, column);
            IntVector c = load(keys, row2, column);
            IntVector d = load(keys, row3, column);
            IntVector e = load(keys, row4, column);
            IntVector f = load(keys, row5, column);
            IntVector g = load(keys, row6, column);
            IntVector h = load(keys, row7, column);
            IntVector i = load(keys, row8, column);
            IntVector j = load(keys, row9, column);
            IntVector k = load(keys, row10, column);
            IntVector l = load(keys, row11, column);
            IntVector m = load(keys, row12, column);
            IntVector n = load(keys, row13, column);
            IntVector o = load(keys, row14, column);
            IntVector p = load(keys, row15, column);
            IntVector low;
            low = a.min(i); i = a.max(i); a = low;
            low = b.min(j); j = b.max(j); b = low;
            low = c.min(k); k = c.max(k); c = low;
            low = d.min(l); l = d.max(l); d = low;
            low = e.min(m); m = e.max(m); e = low;
            low = f.min(n); n = f.max(n); f = low;
            low = g.min(o); o = g.max(o); g = low;
            low = h.min(p); p = h.max(p); h = low;
            low = e.min(i); i = e.max(i); e = low;
            low = f.min(j); j = f.max(j); f = low;
            low = g.min(k); k = g.max(k); g = low;
            low = h.min(l); l = h.max(l); h = low;
            low = c.min(e); e = c.max(e); c = low;
            low = d.min(f); f = d.max(f); d = low;
            low = g.min(i); i = g.max(i); g = low;
            low = h.min(j); j = h.max(j); h = low;
            low = k.min(m); m = k.max(m); k = low;
            low = l.min(n); n = l.max(n); l = low;
            low = b.min(c); c = b.max(c); b = low;
            low = d.min(e); e = d.max(e); d = low;
            low = f.min(g); g = f.max(g); f = low;
            low = h.min(i); i = h.max(i); h = low;
            low = j.min(k); k = j.max(k); j = low;
            low = l.min(m); m = l.max(m); l = low;
            low = n.min(o); o = n.max(o); n = low;
            a.intoArray(keys, row0 + column);
            b.intoArray(keys, row1 + column);
            c.intoArray(keys, row2 + column);
            d.intoArray(keys, row3 + column);
            e.intoArray(keys, row4 + column);
            f.intoArray(keys, row5 + column);
            g.intoArray(keys, row6 + column);
            h.intoArray(keys, row7 + column);
            i.intoArray(keys, row8 + column);
            j.intoArray(keys, row9 + column);
            k.intoArray(keys, row10 + column);
            l.intoArray(keys, row11 + column);
            m.intoArray(keys, row12 + column);
            n.intoArray(keys, row13 + column);
            o.intoArray(keys, row14 + column);
            p.intoArray(keys, row15 + column);
        }
    }
}
