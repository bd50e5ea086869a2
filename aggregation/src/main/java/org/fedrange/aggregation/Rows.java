package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/**
 * The updates of a round as rows of a matrix, so that a rule is written once for both precisions: what it computes here is
 * computed in double precision, always in the same order, and given back in the precision of the rows. Rows are never written.
 */
abstract sealed class Rows permits FloatRows, DoubleRows {
    static final int BLOCK = ParameterVector.BLOCK;

    final int count;
    final int columns;
    final ParameterVector like;

    Rows(int count, ParameterVector like) {
        this.count = count;
        this.columns = like.size();
        this.like = like;
    }

    /** The rows of at least one update. */
    static Rows of(List<Update> updates) {
        ParameterVector first = updates.getFirst().change();
        for (Update update : updates) {
            ParameterVector change = update.change();
            if (change.size() != first.size() || change.getClass() != first.getClass()) {
                throw new IllegalArgumentException("the update of " + update.node() + ", " + change
                        + ", is not of the size and precision of the first, " + first);
            }
        }
        return first instanceof FloatVector
                ? new FloatRows(first, updates.stream().map(update -> ((FloatVector) update.change()).array()).toArray(float[][]::new))
                : new DoubleRows(first, updates.stream().map(update -> ((DoubleVector) update.change()).array()).toArray(double[][]::new));
    }

    /** Copies {@code length} numbers of a row, from the column {@code from}, to the beginning of {@code block}. */
    abstract void read(int row, int from, int length, double[] block);

    /** A new vector in the precision of the rows, filled block by block. */
    final ParameterVector filled(ParameterVector.Filler filler) {
        return like.filled(filler);
    }

    /** How many columns are combined at a time; each column is summed by itself, so this changes no number. */
    int step() {
        return BLOCK;
    }

    /** Ascending indices of the {@code many} smallest values; of equal values the first. */
    static int[] smallest(double[] values, int many) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).limit(many)
                .mapToInt(Integer::intValue).sorted().toArray();
    }

    /** The same weight for each of the chosen rows, which add up to 1, and none for the others. */
    final double[] equalWeights(int[] chosen) {
        double[] weights = new double[count];
        Arrays.stream(chosen).forEach(i -> weights[i] = 1.0 / chosen.length);
        return weights;
    }

    /** The mean of the chosen rows, each scaled down to a bound if its norm is beyond it; zero where none is chosen. */
    final ParameterVector clippedMean(int[] chosen, double[] norms, double bound) {
        double[] factors = equalWeights(chosen);
        Arrays.setAll(factors, i -> factors[i] * (norms[i] > bound ? bound / norms[i] : 1));
        return combined(factors);
    }

    /** The median of numbers in ascending order; of an even number the mean of the two in the middle. */
    static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Squared Euclidean distance between each pair of rows. */
    double[][] squaredDistances() {
        double[][] distances = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                distances[i][j] = squaredDistance(i, j);
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }

    final double squaredDistance(int i, int j) {
        double[] a = new double[BLOCK];
        double[] b = new double[BLOCK];
        double sum = 0;
        for (int from = 0; from < columns; from += BLOCK) {
            int length = Math.min(BLOCK, columns - from);
            read(i, from, length, a);
            read(j, from, length, b);
            sum += squaredDistance(a, b, length);
        }
        return sum;
    }

    /** Euclidean distance of each row from a point. */
    final double[] distances(double[] point) {
        return distances(() -> (from, length, block) -> System.arraycopy(point, from, block, 0, length));
    }

    /** Euclidean distance of each row from {@link #combined}, which is formed block by block on the way. */
    final double[] distancesFromCombined(double[] weights) {
        return distances(() -> combiner(weights));
    }

    /** Euclidean distance of each row from a point that is given block by block. */
    double[] distances(Supplier<ParameterVector.Filler> points) {
        ParameterVector.Filler point = points.get();
        double[] sums = new double[count];
        double[] row = new double[BLOCK];
        double[] block = new double[BLOCK];
        for (int from = 0; from < columns; from += BLOCK) {
            int length = Math.min(BLOCK, columns - from);
            point.fill(from, length, block);
            for (int i = 0; i < count; i++) {
                read(i, from, length, row);
                sums[i] += squaredDistance(row, block, length);
            }
        }
        return Arrays.stream(sums).map(Math::sqrt).toArray();
    }

    private static double squaredDistance(double[] a, double[] b, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    /** A sum of many numbers, as the sum of four that do not wait for each other. */
    static double total(double[] numbers) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int k = 0; k < numbers.length; k += 4) {
            a += numbers[k];
            b += numbers[k + 1];
            c += numbers[k + 2];
            d += numbers[k + 3];
        }
        return (a + b) + (c + d);
    }

    /** The sum of the rows, each times its weight, in single steps from the first row on; rows of weight zero are left out. */
    final ParameterVector combined(double[] weights) {
        return like.filled(step(), () -> combiner(weights));
    }

    /** As {@link #combined}, in double precision. */
    final double[] combinedDoubles(double[] weights) {
        return DoubleVector.filled(columns, step(), () -> combiner(weights)).array();
    }

    /** {@link #combined} divided by the sum of the weights. */
    final ParameterVector weightedMean(double[] weights) {
        double all = Arrays.stream(weights).sum();
        return like.filled(step(), () -> {
            ParameterVector.Filler combiner = combiner(weights);
            return (from, length, block) -> {
                combiner.fill(from, length, block);
                for (int k = 0; k < length; k++) {
                    block[k] /= all;
                }
            };
        });
    }

    /** A sum with the rows added to it, each times its weight, in single steps from the first row on. */
    final DoubleVector added(DoubleVector before, double[] weights) {
        return before.filled(step(), () -> {
            double[] row = new double[BLOCK];
            return (from, length, block) -> {
                before.read(from, length, block);
                add(weights, from, length, row, block);
            };
        });
    }

    private ParameterVector.Filler combiner(double[] weights) {
        double[] row = new double[BLOCK];
        return (from, length, block) -> combine(weights, from, length, row, block);
    }

    /** One block of {@link #combined}; {@code row} is room for a block. */
    final void combine(double[] weights, int from, int length, double[] row, double[] sum) {
        Arrays.fill(sum, 0);
        add(weights, from, length, row, sum);
    }

    /** Adds the rows to one block of a sum, each times its weight. */
    void add(double[] weights, int from, int length, double[] row, double[] sum) {
        for (int i = 0; i < count; i++) {
            if (weights[i] != 0) {
                read(i, from, length, row);
                addTimes(sum, weights[i], row);
            }
        }
    }

    private static void addTimes(double[] sum, double weight, double[] row) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += weight * row[k];
        }
    }

    /** For each choice of rows, by ascending index and all of one length, their mean; equal choices share one vector. */
    final List<ParameterVector> means(int[][] choices) {
        SortedMap<int[], Integer> seen = new TreeMap<>(Arrays::compare);
        List<int[]> distinct = new ArrayList<>();
        int[] places = new int[choices.length];
        for (int i = 0; i < choices.length; i++) {
            Integer before = seen.putIfAbsent(choices[i], distinct.size());
            places[i] = before == null ? distinct.size() : before;
            if (before == null) {
                distinct.add(choices[i]);
            }
        }
        List<ParameterVector> means = meansOf(distinct.toArray(int[][]::new));
        return Arrays.stream(places).mapToObj(means::get).toList();
    }

    /** As {@link #means}, for choices of which no two are equal. */
    abstract List<ParameterVector> meansOf(int[][] choices);

    /** Per column, the mean of what stays when the {@code trim} smallest and the {@code trim} largest numbers are left out. */
    abstract Middle middle(int trim);

    /**
     * The middle of the columns.
     *
     * @param mean the mean of what stays
     * @param kept for each row, in how many columns its number stays; numbers equal to one that stays count as staying
     */
    record Middle(ParameterVector mean, long[] kept) {
        /** For each row the part of all numbers that stay which is its own. */
        double[] shares() {
            double all = Arrays.stream(kept).sum();
            return Arrays.stream(kept).mapToDouble(its -> its / all).toArray();
        }
    }
}
