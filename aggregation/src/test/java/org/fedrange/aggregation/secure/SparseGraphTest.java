package org.fedrange.aggregation.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseGraphTest {
    private static BigInteger choose(int n, int k) {
        BigInteger product = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            product = product.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return k < 0 || k > n ? BigInteger.ZERO : product;
    }

    @ParameterizedTest
    @CsvSource({"99, 5, 12, 3", "999, 100, 52, 20", "999, 333, 322, 165", "40, 39, 20, 20"})
    void theTailAgreesWithExactArithmetic(int n, int marked, int k, int least) {
        BigInteger ways = BigInteger.ZERO;
        for (int i = least; i <= Math.min(k, marked); i++) {
            ways = ways.add(choose(marked, i).multiply(choose(n - marked, k - i)));
        }
        double exact = new BigDecimal(ways).divide(new BigDecimal(choose(n, k)), MathContext.DECIMAL64).doubleValue();
        assertEquals(Math.log(exact), SparseGraph.tail(n, marked, k, least), 1e-9 * Math.max(1, -Math.log(exact)));
    }

    /**
     * Values of a computation in exact fractions. An independent union bound without pairs of gaps gives 50, 27 for 1,000 nodes at 10 %
     * and 309 neighbours at a third.
     */
    @ParameterizedTest
    @CsvSource({"100, 0.05, 0.05, 12, 7", "100, 0.1, 0.1, 22, 12", "200, 0.05, 0.05, 22, 12", "1000, 0.05, 0.05, 34, 18",
        "1000, 0.1, 0.1, 52, 28", "100, 0.33, 0.1, 42, 32"})
    void neighboursForKnownCohorts(int n, double corruption, double dropout, int neighbors, int threshold) {
        assertEquals(Optional.of(new SparseGraph(neighbors, threshold)), SparseGraph.of(n, corruption, dropout));
    }

    @Test
    void aBillionNodesNeedFewerNeighboursThanBonawitzOfAThousand() {
        // The paper's abstract: a billion clients at the cost of Bonawitz et al. for a thousand; ten thousand with 3 % of them, in the
        // stronger variant, at 5 % corrupt and 5 % dropped.
        int billion = SparseGraph.of(1_000_000_000, 0.05, 0.05).orElseThrow().neighbors();
        assertTrue(billion < 1_000, () -> billion + " neighbours");
        int tenThousand = SparseGraph.of(10_000, 0.05, 0.05).orElseThrow().neighbors();
        assertTrue(tenThousand < 300, () -> tenThousand + " neighbours");
        // Logarithmic: a hundred thousand times as many nodes need not twice as many neighbours.
        assertTrue(billion < 2 * tenThousand);
        assertTrue(SparseGraph.of(10, 0.5, 0.5).isEmpty());
    }

    @Test
    void theGraphIsRegularSymmetricAndConnectedWithoutThoseGone() {
        SparseGraph size = SparseGraph.of(100, 0.05, 0.05).orElseThrow();
        for (int seed = 0; seed < 50; seed++) {
            RandomGenerator stream = new Streams(seed).of("graph");
            Neighborhoods graph = Neighborhoods.harary(SecureRound.nodes(100), size.neighbors(), stream);
            for (int node = 0; node < 100; node++) {
                assertEquals(size.neighbors(), graph.of(node).size());
                int its = node;
                assertTrue(graph.of(node).stream().allMatch(other -> graph.of(other).contains(its) && other != its));
            }
            SortedSet<Integer> left = SecureRound.without(100, SecureRound.drawn(10, 100, stream));
            assertEquals(left, reached(graph, left), "seed " + seed);
        }
        // Ten nodes with two neighbours each are a ring, and two gone nodes that are not side by side cut it.
        Neighborhoods ring = Neighborhoods.harary(SecureRound.nodes(10), 2, new Streams(1).of("graph"));
        SortedSet<Integer> cut = SecureRound.without(10, new TreeSet<>(ring.of(0)));
        assertEquals(new TreeSet<>(List.of(0)), reached(ring, cut));
    }

    private static SortedSet<Integer> reached(Neighborhoods graph, SortedSet<Integer> left) {
        SortedSet<Integer> reached = new TreeSet<>(List.of(left.first()));
        ArrayDeque<Integer> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (int other : graph.of(open.remove())) {
                if (left.contains(other) && reached.add(other)) {
                    open.add(other);
                }
            }
        }
        return reached;
    }
}
