package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The rules and stages once more, as literally as their formulas allow: double precision, one number at a time. */
final class Naive {
    private Naive() {}

    static double[] mean(double[][] rows, double[] weights) {
        double[] mean = new double[rows[0].length];
        double all = Arrays.stream(weights).sum();
        for (int k = 0; k < mean.length; k++) {
            for (int i = 0; i < rows.length; i++) {
                mean[k] += weights[i] * rows[i][k];
            }
            mean[k] /= all;
        }
        return mean;
    }

    static double[] mean(List<double[]> rows) {
        double[] ones = new double[rows.size()];
        Arrays.fill(ones, 1);
        return mean(rows.toArray(double[][]::new), ones);
    }

    static double[] median(double[][] rows) {
        double[] median = new double[rows[0].length];
        for (int k = 0; k < median.length; k++) {
            double[] column = sortedColumn(rows, k);
            int half = column.length / 2;
            median[k] = column.length % 2 == 1 ? column[half] : (column[half - 1] + column[half]) / 2;
        }
        return median;
    }

    static double[] trimmedMean(double[][] rows, int f) {
        double[] mean = new double[rows[0].length];
        for (int k = 0; k < mean.length; k++) {
            double[] column = sortedColumn(rows, k);
            for (int rank = f; rank < column.length - f; rank++) {
                mean[k] += column[rank];
            }
            mean[k] /= column.length - 2 * f;
        }
        return mean;
    }

    private static double[] sortedColumn(double[][] rows, int k) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][k];
        }
        Arrays.sort(column);
        return column;
    }

    static double[] krumScores(double[][] rows, int neighbors) {
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            List<Double> others = new ArrayList<>();
            for (int j = 0; j < rows.length; j++) {
                if (j != i) {
                    others.add(squaredDistance(rows[i], rows[j]));
                }
            }
            others.sort(Comparator.naturalOrder());
            for (double nearest : others.subList(0, neighbors)) {
                scores[i] += nearest;
            }
        }
        return scores;
    }

    /** The mean of the {@code selected} rows with the smallest scores, of equal ones the first; one selected is Krum. */
    static double[] multiKrum(double[][] rows, int neighbors, int selected) {
        return mean(smallest(rows, krumScores(rows, neighbors), selected));
    }

    static double[][] nearestNeighborMixing(double[][] rows, int f) {
        double[][] mixed = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double[] distances = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                distances[j] = squaredDistance(rows[i], rows[j]);
            }
            mixed[i] = mean(smallest(rows, distances, rows.length - f));
        }
        return mixed;
    }

    /** Takes the row with the smallest number, the first of equal ones, as often as asked. */
    private static List<double[]> smallest(double[][] rows, double[] numbers, int many) {
        double[] left = numbers.clone();
        List<double[]> taken = new ArrayList<>();
        while (taken.size() < many) {
            int best = 0;
            for (int i = 1; i < left.length; i++) {
                if (left[i] < left[best]) {
                    best = i;
                }
            }
            taken.add(rows[best]);
            left[best] = Double.POSITIVE_INFINITY;
        }
        return taken;
    }

    static double[] geometricMedian(double[][] rows, double smoothing, int iterations, double[] weights) {
        double[] point = new double[rows[0].length];
        for (int iteration = 0; iteration < iterations; iteration++) {
            double[] inverse = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                inverse[i] = weights[i] / Math.max(smoothing, Math.sqrt(squaredDistance(rows[i], point)));
            }
            point = mean(rows, inverse);
        }
        return point;
    }

    static double[][] clipping(double[][] rows, double bound) {
        double[][] clipped = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            double norm = Math.sqrt(squaredDistance(rows[i], new double[rows[i].length]));
            for (int k = 0; k < rows[i].length; k++) {
                clipped[i][k] = rows[i][k] * (norm == 0 ? 1 : Math.min(1, bound / norm));
            }
        }
        return clipped;
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
