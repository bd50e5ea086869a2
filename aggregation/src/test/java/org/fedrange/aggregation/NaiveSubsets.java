package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rules that choose among subsets or along a main direction once more, as literally as their formulas allow. */
final class NaiveSubsets {
    private NaiveSubsets() {}

    static double[] meamed(double[][] rows, int f) {
        double[] median = Naive.median(rows);
        double[] mean = new double[median.length];
        for (int k = 0; k < mean.length; k++) {
            int column = k;
            List<double[]> byDistance = new ArrayList<>(List.of(rows));
            byDistance.sort(Comparator.comparingDouble(row -> Math.abs(row[column] - median[column])));
            for (double[] row : byDistance.subList(0, rows.length - f)) {
                mean[k] += row[k] / (rows.length - f);
            }
        }
        return mean;
    }

    static double[] bulyan(double[][] rows, int f) {
        List<double[]> left = new ArrayList<>(List.of(rows));
        List<double[]> chosen = new ArrayList<>();
        while (chosen.size() < rows.length - 2 * f) {
            double[] scores = left.size() == 1
                    ? new double[1] : Naive.krumScores(left.toArray(double[][]::new), Math.max(0, left.size() - f - 2));
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] < scores[best] ? i : best;
            }
            chosen.add(left.remove(best));
        }
        // In the order of the rows, for equally near values.
        chosen.sort(Comparator.comparingInt(row -> Arrays.asList(rows).indexOf(row)));
        return meamed(chosen.toArray(double[][]::new), 2 * f);
    }

    static double[] minimumDiameter(double[][] rows, int f) {
        return best(rows, f, subset -> {
            double diameter = 0;
            for (double[] a : subset) {
                for (double[] b : subset) {
                    diameter = Math.max(diameter, Naive.squaredDistance(a, b));
                }
            }
            return diameter;
        });
    }

    static double[] smallestEigenvalue(double[][] rows, int f) {
        return best(rows, f, subset -> {
            double[][] points = subset.toArray(double[][]::new);
            double[] ones = IntStream.range(0, points.length).mapToDouble(i -> 1).toArray();
            return quadratic(points, Naive.mean(subset), ones, direction(points, Naive.mean(subset), ones));
        });
    }

    /** The mean of the first subset in lexicographic order that is smallest by this measure; equal up to rounding is equal. */
    private static double[] best(double[][] rows, int f, ToDoubleFunction<List<double[]>> measure) {
        double least = Double.POSITIVE_INFINITY;
        List<double[]> best = List.of();
        for (List<double[]> subset : subsets(rows, 0, rows.length - f)) {
            double its = measure.applyAsDouble(subset);
            if (its < least * (1 - 1e-9)) {
                least = its;
                best = subset;
            }
        }
        return Naive.mean(best.isEmpty() ? subsets(rows, 0, rows.length - f).getFirst() : best);
    }

    private static List<List<double[]>> subsets(double[][] rows, int from, int size) {
        List<List<double[]>> subsets = new ArrayList<>();
        if (size == 0) {
            subsets.add(List.of());
            return subsets;
        }
        for (int i = from; i <= rows.length - size; i++) {
            for (List<double[]> rest : subsets(rows, i + 1, size - 1)) {
                List<double[]> subset = new ArrayList<>(List.of(rows[i]));
                subset.addAll(rest);
                subsets.add(subset);
            }
        }
        return subsets;
    }

    static double[] covarianceFilter(double[][] rows, int f) {
        double[] c = IntStream.range(0, rows.length).mapToDouble(i -> 1).toArray();
        double least = Double.POSITIVE_INFINITY;
        double[] best = Naive.mean(rows, c);
        do {
            double[] mean = Naive.mean(rows, c);
            double[] u = direction(rows, mean, c);
            double eigenvalue = quadratic(rows, mean, c, u) / Arrays.stream(c).sum();
            if (eigenvalue < least) {
                least = eigenvalue;
                best = mean;
            }
            double[] t = Arrays.stream(rows).mapToDouble(row -> projection(row, mean, u) * projection(row, mean, u)).toArray();
            double[] before = c.clone();
            double most = IntStream.range(0, t.length).filter(i -> before[i] > 0).mapToDouble(i -> t[i]).max().orElseThrow();
            for (int i = 0; i < c.length; i++) {
                c[i] *= before[i] > 0 ? 1 - t[i] / most : 0;
            }
        } while (Arrays.stream(c).sum() > rows.length - 2 * f);
        return best;
    }

    static double[] divideAndConquer(double[][] rows, int f) {
        double[] ones = IntStream.range(0, rows.length).mapToDouble(i -> 1).toArray();
        double[] mean = Naive.mean(rows, ones);
        double[] u = direction(rows, mean, ones);
        List<double[]> byScore = new ArrayList<>(List.of(rows));
        byScore.sort(Comparator.comparingDouble(row -> Math.abs(projection(row, mean, u))));
        return Naive.mean(byScore.subList(0, rows.length - f));
    }

    private static double projection(double[] row, double[] mean, double[] u) {
        return IntStream.range(0, u.length).mapToDouble(k -> (row[k] - mean[k]) * u[k]).sum();
    }

    private static double quadratic(double[][] rows, double[] mean, double[] c, double[] u) {
        return IntStream.range(0, rows.length).mapToDouble(i -> c[i] * Math.pow(projection(rows[i], mean, u), 2)).sum();
    }

    /** The power method on the covariance itself, until it stands still. */
    private static double[] direction(double[][] rows, double[] mean, double[] c) {
        double[] u = new double[mean.length];
        Arrays.setAll(u, k -> 1 + 0.1 * Math.sin(k + 1.0));
        for (int step = 0; step < 20_000; step++) {
            double[] next = new double[u.length];
            for (int i = 0; i < rows.length; i++) {
                double its = c[i] * projection(rows[i], mean, u);
                for (int k = 0; k < u.length; k++) {
                    next[k] += its * (rows[i][k] - mean[k]);
                }
            }
            double norm = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
            if (norm == 0) {
                return u;
            }
            double moved = 0;
            for (int k = 0; k < u.length; k++) {
                moved = Math.max(moved, Math.abs(next[k] / norm - u[k]));
                u[k] = next[k] / norm;
            }
            if (moved < 1e-15) {
                return u;
            }
        }
        return u;
    }
}
