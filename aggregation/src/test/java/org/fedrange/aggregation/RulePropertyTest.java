package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every input; sizes straddle the blocks in which columns are worked on. */
class RulePropertyTest {
    private static final int F = 3;
    private static final List<Aggregator> ROBUST = List.of(
            new Median(), new TrimmedMean(F), new Krum(F, null), new MultiKrum(F, null, null), new GeometricMedian(0.1, 10, false),
            new MinimumDiameter(F), new SmallestEigenvalue(F));
    private static final List<Chain> CHAINS = new ArrayList<>();

    static {
        CHAINS.add(new Chain(List.of(), new Mean(false)));
        CHAINS.add(new Chain(List.of(new Clipping(20)), new Mean(true)));
        for (Aggregator rule : ROBUST) {
            CHAINS.add(new Chain(List.of(), rule));
            CHAINS.add(new Chain(List.of(new NearestNeighborMixing(F)), rule));
        }
    }

    private static Aggregator.Result run(Chain chain, List<Update> updates) {
        return chain.apply(Given.context(), chain.fresh(), updates);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bothPrecisionsAgree(long seed) {
        int[] sizes = {1, 255, 256, 257, 511, 513, 17_001};
        for (int size : sizes) {
            double[][] rows = Given.normal(seed, 10, size);
            for (Chain chain : CHAINS) {
                Aggregator.Result single = run(chain, Given.SINGLE.updates(rows));
                Aggregator.Result exact = run(chain, Given.DOUBLE.updates(rows));
                String which = chain + " seed " + seed + " size " + size;
                assertArrayEquals(exact.vector().toDoubles(), single.vector().toDoubles(), 1e-5, which);
                assertArrayEquals(Given.weights(exact), Given.weights(single), 1e-5, which);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfUpdatesDoesNotMatter(long seed) {
        double[][] rows = Given.normal(seed, 10, 300);
        for (Given given : Given.values()) {
            List<Update> updates = given.updates(rows);
            List<Update> shuffled = new ArrayList<>(updates);
            Collections.shuffle(shuffled, new Random(seed));
            for (Chain chain : CHAINS) {
                Aggregator.Result result = run(chain, updates);
                Aggregator.Result other = run(chain, shuffled);
                String which = chain + " " + given + " seed " + seed;
                assertArrayEquals(result.vector().toDoubles(), other.vector().toDoubles(), given.tolerance, which);
                assertEquals(shuffled.stream().map(Update::node).toList(), other.verdicts().stream().map(Verdict::node).toList(), which);
                // Mixing makes equal rows of unequal ones, and of those Krum takes the first.
                if (chain.stages().isEmpty()) {
                    assertArrayEquals(Given.weights(result), weightsByNode(other), given.tolerance, which);
                }
            }
        }
    }

    private static double[] weightsByNode(Aggregator.Result result) {
        return result.verdicts().stream().sorted(Comparator.comparing(Verdict::node)).mapToDouble(Verdict::weight).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void outliersMoveTheMeanButNoRobustRule(long seed) {
        double[][] rows = Given.normal(seed, 12, 50);
        for (int i = 0; i < F; i++) {
            Arrays.fill(rows[4 * i], 1e6);
        }
        for (Given given : Given.values()) {
            List<Update> updates = given.updates(rows);
            assertTrue(largest(Given.aggregate(new Mean(false), updates).vector()) > 1e5, given + " seed " + seed);
            for (Aggregator rule : ROBUST) {
                double moved = largest(Given.aggregate(rule, updates).vector());
                assertTrue(moved < 10, rule + " " + given + " seed " + seed + ": " + moved);
            }
            // Their answers jump where values are equal, hang on a place in the order, or add up rounding: not held to the rest.
            for (Aggregator rule : List.of(new Meamed(F), new Monna(F, 1), new CovarianceFilter(F), new DivideAndConquer(F, 2, 100_000, 1))) {
                assertTrue(largest(Given.aggregate(rule, updates).vector()) < 10, rule + " " + given + " seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void inputsAreNotWrittenAndAnswersRepeat(long seed) {
        double[][] rows = Given.normal(seed, 10, 700);
        for (Given given : Given.values()) {
            List<Update> updates = given.updates(rows);
            for (Chain chain : CHAINS) {
                ParameterVector once = run(chain, updates).vector();
                assertEquals(once.digest(), run(chain, updates).vector().digest(), chain + " seed " + seed);
                IntStream.range(0, rows.length).forEach(i -> assertArrayEquals(rows[i], updates.get(i).change().toDoubles(), chain.toString()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void weightsSumToOne(long seed) {
        List<Update> updates = Given.SINGLE.updates(Given.normal(seed, 10, 700));
        for (Chain chain : CHAINS) {
            double sum = Arrays.stream(Given.weights(run(chain, updates))).sum();
            assertTrue(Double.isNaN(sum) || Math.abs(sum - 1) < 1e-12, chain + " seed " + seed + ": " + sum);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.MAX_VALUE, 1e25f, 1e-30f, Float.MIN_VALUE})
    void numbersAtTheEdgeOfSinglePrecisionStayInOrder(float far) {
        // Squares of these leave single precision; 3 and 4 times as far would, too, or are exact.
        float near = far / 4;
        double[][] rows = {{0}, {near}, {near}, {near}, {near}, {far}, {-far}};
        for (Given given : Given.values()) {
            List<Update> updates = given.updates(rows);
            assertEquals(near, run(new Chain(List.of(), new Krum(2, null)), updates).vector().get(0), given.toString());
            for (Update mixed : Given.apply(new NearestNeighborMixing(2), updates)) {
                assertTrue(mixed.isFinite() && Math.abs(mixed.change().get(0)) <= far, given + ": " + mixed.change());
            }
        }
        assertEquals(FloatVector.class, Given.SINGLE.vector(1).getClass());
    }

    private static double largest(ParameterVector vector) {
        return Arrays.stream(vector.toDoubles()).map(Math::abs).max().orElseThrow();
    }
}
