package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fedrange.learning.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule and stage against {@link Naive} on random matrices, none as wide as a whole number of blocks. */
class RuleReferenceTest {
    private static final int[][] SIZES = {{5, 1}, {7, 2}, {13, 1031}, {16, 511}, {9, 8705}, {31, 1537}, {6, 17_003}};

    /** A random matrix and what failed assertions say of it. */
    private record Case(Given given, double[][] rows, String where) {
        List<Update> updates() {
            return given.updates(rows);
        }

        int n() {
            return rows.length;
        }

        /** The largest f for which Krum works. */
        int f() {
            return (n() - 3) / 2;
        }

        double[] ones() {
            return Arrays.stream(rows).mapToDouble(row -> 1).toArray();
        }

        /** What {@link Given#updates} declares: 1, 2, ... */
        double[] examples() {
            return IntStream.rangeClosed(1, n()).asDoubleStream().toArray();
        }

        void assertGives(Aggregator rule, double[] expected) {
            assertNear(expected, Given.aggregate(rule, updates()).vector().toDoubles(), rule.toString());
        }

        void assertGives(Stage stage, double[][] expected) {
            List<Update> result = Given.apply(stage, updates());
            assertEquals(expected.length, result.size(), where);
            for (int i = 0; i < expected.length; i++) {
                assertNear(expected[i], result.get(i).change().toDoubles(), stage + ", row " + i);
            }
        }

        void assertNear(double[] expected, double[] actual, String what) {
            assertEquals(expected.length, actual.length, what + ", " + where);
            for (int k = 0; k < expected.length; k++) {
                double limit = given.tolerance * Math.max(1, Math.abs(expected[k]));
                assertEquals(expected[k], actual[k], limit, what + ", " + where + ", coordinate " + k);
            }
        }
    }

    private static List<Case> normal(Given given) {
        return LongStream.rangeClosed(11, 13)
                .boxed()
                .flatMap(seed -> Arrays.stream(SIZES).map(size -> new Case(
                        given, Given.normal(seed, size[0], size[1]), given + " seed " + seed + " size " + size[0] + " x " + size[1])))
                .toList();
    }

    /** Whole numbers from -2 to 2, so that values and distances are often equal, and exactly so in both precisions. */
    private static List<Case> ties(Given given) {
        return LongStream.rangeClosed(21, 40)
                .mapToObj(seed -> {
                    RandomGenerator stream = new Streams(seed).of("rows");
                    double[][] rows = new double[stream.nextInt(5, 15)][stream.nextInt(1, 5)];
                    for (double[] row : rows) {
                        Arrays.setAll(row, k -> stream.nextInt(-2, 3));
                    }
                    return new Case(given, rows, given + " ties, seed " + seed + " size " + rows.length + " x " + rows[0].length);
                })
                .toList();
    }

    private static List<Case> all(Given given) {
        return Stream.concat(normal(given).stream(), ties(given).stream()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void means(Given given) {
        for (Case each : all(given)) {
            each.assertGives(new Mean(false), Naive.mean(each.rows, each.ones()));
            each.assertGives(new Mean(true), Naive.mean(each.rows, each.examples()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void mediansAndTrimmedMeans(Given given) {
        for (Case each : all(given)) {
            each.assertGives(new Median(), Naive.median(each.rows));
            for (int f = 0; 2 * f < each.n(); f++) {
                each.assertGives(new TrimmedMean(f), Naive.trimmedMean(each.rows, f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void krum(Given given) {
        for (Case each : all(given)) {
            for (int f = 0; f <= each.f(); f++) {
                int papers = each.n() - f - 2;
                each.assertGives(new Krum(f, null), Naive.multiKrum(each.rows, papers, 1));
                double[] scores = Given.scores(Given.aggregate(new Krum(f, null), each.updates()));
                each.assertNear(Naive.krumScores(each.rows, papers), scores, "scores");
            }
            each.assertGives(new Krum(each.f(), 1), Naive.multiKrum(each.rows, 1, 1));
            each.assertGives(new Krum(each.f(), each.n() - 1), Naive.multiKrum(each.rows, each.n() - 1, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void multiKrum(Given given) {
        for (Case each : all(given)) {
            for (int f = 0; f <= each.f(); f++) {
                each.assertGives(new MultiKrum(f, null, null), Naive.multiKrum(each.rows, each.n() - f - 2, each.n() - f));
            }
            each.assertGives(new MultiKrum(each.f(), 2, 3), Naive.multiKrum(each.rows, 2, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void geometricMedian(Given given) {
        for (Case each : all(given)) {
            each.assertGives(new GeometricMedian(0.1, 3, false), Naive.geometricMedian(each.rows, 0.1, 3, each.ones()));
            each.assertGives(new GeometricMedian(2, 7, true), Naive.geometricMedian(each.rows, 2, 7, each.examples()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void stages(Given given) {
        for (Case each : all(given)) {
            each.assertGives(new Clipping(2), Naive.clipping(each.rows, 2));
            each.assertGives(new Clipping(32), Naive.clipping(each.rows, 32));
            for (int f = 0; f < each.n(); f++) {
                each.assertGives(new NearestNeighborMixing(f), Naive.nearestNeighborMixing(each.rows, f));
            }
        }
    }
}
