package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that look at angles, each against its formula taken literally, on random rows. */
class CrowdReferenceTest {
    private static final int[][] SIZES = {{4, 2}, {7, 5}, {12, 31}, {9, 1031}};

    private interface Formula {
        double[] of(double[][] rows);
    }

    private static void assertGives(Given given, Aggregator rule, Context context, Formula formula) {
        for (long seed = 51; seed <= 56; seed++) {
            for (int[] size : SIZES) {
                double[][] rows = Given.normal(seed, size[0], size[1]);
                // A third points elsewhere, farther out.
                for (int i = 0; i < rows.length / 3; i++) {
                    int row = 3 * i;
                    Arrays.setAll(rows[row], k -> 3 + rows[row][k]);
                }
                Context its = context.root().isEmpty() ? context : context.withRoot(given.vector(root(size[1])));
                double[] actual = rule.aggregate(its, State.NONE, given.updates(rows)).vector().toDoubles();
                assertArrayEquals(formula.of(rows), actual, 10 * given.tolerance, rule + " " + given + " seed " + seed + " size " + size[0] + " x " + size[1]);
            }
        }
    }

    private static double[] root(int size) {
        return Given.normal(7, 1, size)[0];
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / norm(a) / norm(b);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** The mean of some rows, each cut to the median norm of all. */
    private static double[] clipped(double[][] rows, Iterable<Integer> chosen) {
        double bound = median(Arrays.stream(rows).mapToDouble(CrowdReferenceTest::norm).toArray());
        double[] sum = new double[rows[0].length];
        int count = 0;
        for (int i : chosen) {
            double factor = Math.min(1, bound / norm(rows[i]));
            Arrays.setAll(sum, k -> sum[k] + factor * rows[i][k]);
            count++;
        }
        int many = count;
        return Arrays.stream(sum).map(x -> x / many).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void fltrust(Given given) {
        assertGives(given, new FLTrust(1), Given.context().withRoot(given.vector(0)), rows -> {
            double[] root = root(rows[0].length);
            double[] sum = new double[root.length];
            double trust = 0;
            for (double[] row : rows) {
                double its = Math.max(0, cosine(row, root));
                trust += its;
                Arrays.setAll(sum, k -> sum[k] + its * norm(root) / norm(row) * row[k]);
            }
            double all = trust;
            return Arrays.stream(sum).map(x -> all > 0 ? x / all : 0).toArray();
        });
    }

    @ParameterizedTest
    @EnumSource
    void foolsGold(Given given) {
        assertGives(given, new FoolsGold(), Given.context(), rows -> {
            int n = rows.length;
            double[] nearest = new double[n];
            for (int i = 0; i < n; i++) {
                int row = i;
                nearest[i] = IntStream.range(0, n).filter(j -> j != row).mapToDouble(j -> cosine(rows[row], rows[j])).max().orElseThrow();
            }
            double[] weights = new double[n];
            for (int i = 0; i < n; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < n; j++) {
                    if (j != i) {
                        most = Math.max(most, cosine(rows[i], rows[j]) * (nearest[j] > nearest[i] ? nearest[i] / nearest[j] : 1));
                    }
                }
                weights[i] = Math.clamp(1 - most, 0, 1);
            }
            double largest = Arrays.stream(weights).max().orElseThrow();
            double[] sum = new double[rows[0].length];
            for (int i = 0; i < n; i++) {
                double weight = Math.min(weights[i] / largest, 0.99);
                double logit = weight <= 0 ? 0 : Math.clamp(Math.log(weight / (1 - weight)) + 0.5, 0, 1);
                double[] row = rows[i];
                Arrays.setAll(sum, k -> sum[k] + logit * row[k] / n);
            }
            return sum;
        });
    }

    @ParameterizedTest
    @EnumSource
    void flame(Given given) {
        // The first cluster of more than half, as single linkage joins the nearest: every threshold is tried, from the least distance up.
        assertGives(given, new Flame(0), Given.context(), rows -> {
            int n = rows.length;
            double[] thresholds = IntStream.range(0, n * n).filter(p -> p / n != p % n)
                    .mapToDouble(p -> 1 - cosine(rows[p / n], rows[p % n])).sorted().toArray();
            for (double threshold : thresholds) {
                for (int first = 0; first < n; first++) {
                    TreeSet<Integer> reached = new TreeSet<>(List.of(first));
                    for (int before = 0; before < reached.size(); ) {
                        before = reached.size();
                        for (int i : List.copyOf(reached)) {
                            IntStream.range(0, n).filter(j -> j == i || 1 - cosine(rows[i], rows[j]) <= threshold + 1e-12).forEach(reached::add);
                        }
                    }
                    if (2 * reached.size() > n) {
                        return clipped(rows, reached);
                    }
                }
            }
            throw new IllegalStateException("nothing was joined");
        });
    }

    @ParameterizedTest
    @EnumSource
    void clippedClustering(Given given) {
        assertGives(given, new ClippedClustering(), Given.context(), rows -> {
            List<List<Integer>> clusters = new ArrayList<>();
            IntStream.range(0, rows.length).forEach(i -> clusters.add(List.of(i)));
            while (clusters.size() > 2) {
                List<Integer> one = clusters.getFirst();
                List<Integer> other = clusters.getLast();
                for (List<Integer> a : clusters) {
                    for (List<Integer> b : clusters) {
                        if (!a.equals(b) && distance(rows, a, b) < distance(rows, one, other)) {
                            one = a;
                            other = b;
                        }
                    }
                }
                List<Integer> joined = new ArrayList<>(one);
                joined.addAll(other);
                clusters.removeAll(List.of(one, other));
                clusters.add(joined);
            }
            clusters.sort((a, b) -> a.size() != b.size() ? b.size() - a.size() : a.contains(0) ? -1 : 1);
            return clipped(rows, clusters.getFirst());
        });
    }

    private static double distance(double[][] rows, List<Integer> a, List<Integer> b) {
        return a.stream().flatMapToDouble(i -> b.stream().mapToDouble(j -> 1 - cosine(rows[i], rows[j]))).average().orElseThrow();
    }
}
