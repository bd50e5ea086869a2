package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps that sort two runs of rows, column by column, whatever the numbers are; the same steps for all columns let a CPU sort many
 * columns at once. A step sorts eight rows or merges two times eight while they are in registers, or puts the smaller of two
 * numbers first. Rows from {@code count} on stand for numbers larger than all others, and all of them may be one.
 *
 * <p>Odd-even merge sort: two sorted runs are merged by merging their even and their odd places, then putting neighbors in order. The last
 * merge is left out, since single ranks follow from two sorted runs without it.
 *
 * <pre>
 * rank r, from 0, of sorted a_0, .., a_p-1 and b_0, .., b_q-1 together = min over i + j = r + 1 of max(a_i-1, b_j-1),   a_-1 = b_-1 = -infinity
 * </pre>
 *
 * <p>Example: of 1, 4 and 2, 3 rank 1 is the least of max(-, 3), max(1, 2) and max(4, -): 2.
 *
 * <p>Source: Batcher, "Sorting Networks and Their Applications", 1968.
 *
 * @param count number of rows
 * @param first length of the first run; the others are the second
 * @param steps in order
 */
record SortedRuns(int count, int first, List<Step> steps) {
    /** Rows sorted in registers. */
    static final int SORTED = 8;

    SortedRuns {
        steps = List.copyOf(steps);
    }

    /** The steps for so many rows. */
    static SortedRuns of(int count) {
        int half = SORTED;
        while (2 * half < count) {
            half *= 2;
        }
        List<Step> steps = new ArrayList<>();
        sort(steps, 0, half, count);
        sort(steps, half, half, count);
        return new SortedRuns(count, Math.min(half, count), steps);
    }

    /** One step on rows in ascending places: 2 to compare, 8 to sort, or 16 of which both halves are sorted to merge. */
    record Step(int[] rows) {}

    private static void sort(List<Step> steps, int from, int length, int count) {
        if (length > SORTED) {
            sort(steps, from, length / 2, count);
            sort(steps, from + length / 2, length / 2, count);
            merge(steps, from, 1, length, count);
        } else if (from < count) {
            steps.add(step(from, 1, length, count));
        }
    }

    /** Merges both halves of every {@code stride}-th row. */
    private static void merge(List<Step> steps, int from, int stride, int length, int count) {
        if (from + length / 2 * stride >= count) {
            return;
        }
        if (length == 2 * SORTED) {
            steps.add(step(from, stride, length, count));
            return;
        }
        merge(steps, from, 2 * stride, length / 2, count);
        merge(steps, from + stride, 2 * stride, length / 2, count);
        for (int place = 1; place < length - 1 && from + (place + 1) * stride < count; place += 2) {
            steps.add(step(from + place * stride, stride, 2, count));
        }
    }

    private static Step step(int from, int stride, int length, int count) {
        return new Step(IntStream.range(0, length).map(place -> Math.min(from + place * stride, count)).toArray());
    }

    /** Pairs of rows whose larger numbers' least is a rank; the same row twice where one is all there is. */
    int[] pairs(int rank) {
        int second = count - first;
        return IntStream.rangeClosed(Math.max(0, rank + 1 - second), Math.min(rank + 1, first)).flatMap(i -> {
            int a = i - 1;
            int b = first + rank - i;
            return IntStream.of(i == 0 ? b : a, i == rank + 1 ? a : b);
        }).toArray();
    }
}
