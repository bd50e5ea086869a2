package org.fedrange.aggregation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Steps that sort n numbers whatever they are: each puts the smaller of two places first. The same steps for all columns let
 * a CPU sort many columns at once.
 *
 * <p>Odd-even merge sort, less the steps that cannot change the ranks asked for. Example: three numbers are sorted by the
 * steps (0, 1), (0, 2), (1, 2).
 *
 * <p>Source: Batcher, "Sorting Networks and Their Applications", 1968.
 */
record SortingNetwork(List<Step> steps) {
    SortingNetwork {
        steps = List.copyOf(steps);
    }

    /** Puts the smaller number of both places at {@code low}. */
    record Step(int low, int high) {}

    /** The steps after which every rank but the {@code trim} first and last holds its number. */
    static SortingNetwork middle(int n, int trim) {
        boolean[] matters = new boolean[n];
        for (int rank = trim; rank < n - trim; rank++) {
            matters[rank] = true;
        }
        Deque<Step> kept = new ArrayDeque<>();
        for (Step step : all(n).reversed()) {
            if (matters[step.low] || matters[step.high]) {
                matters[step.low] = true;
                matters[step.high] = true;
                kept.addFirst(step);
            }
        }
        return new SortingNetwork(List.copyOf(kept));
    }

    private static List<Step> all(int n) {
        List<Step> steps = new ArrayList<>();
        for (int sorted = 1; sorted < n; sorted *= 2) {
            for (int distance = sorted; distance >= 1; distance /= 2) {
                for (int start = distance % sorted; start + distance < n; start += 2 * distance) {
                    merge(steps, sorted, distance, start, Math.min(distance, n - start - distance));
                }
            }
        }
        return steps;
    }

    private static void merge(List<Step> steps, int sorted, int distance, int start, int length) {
        for (int low = start; low < start + length; low++) {
            if (low / (2 * sorted) == (low + distance) / (2 * sorted)) {
                steps.add(new Step(low, low + distance));
            }
        }
    }
}
