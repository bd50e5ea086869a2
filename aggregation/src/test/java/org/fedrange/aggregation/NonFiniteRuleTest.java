package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates that are not finite never reach a rule. */
class NonFiniteRuleTest {
    private static Aggregator.Result run(Chain chain, List<Update> updates) {
        return chain.applyToFinite(Given.context(), chain.fresh(), updates);
    }

    @ParameterizedTest
    @EnumSource
    void theOthersAnswerWithFUnchanged(Given given) {
        // Without the second and last row 1, 2, 3, 6, 100 are left; f = 1 leaves 2, 3, 6.
        Chain chain = new Chain(List.of(), new TrimmedMean(1));
        Aggregator.Result result = run(chain, given.column(1, Double.NaN, 2, 3, 6, 100, Double.NEGATIVE_INFINITY));
        assertEquals(11.0 / 3, result.vector().get(0), given.tolerance);
        assertArrayEquals(new double[] {0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0}, Given.weights(result), 1e-15);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), result.verdicts().stream().map(verdict -> verdict.node().index()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void whereTooFewAreLeftTheRowIsNamed(Given given) {
        Chain chain = new Chain(List.of(new NearestNeighborMixing(1)), new Krum(1, null));
        List<Update> updates = given.column(1, 2, Double.POSITIVE_INFINITY, 3, 4);
        assertEquals(
                "not finite: [node2]; 4 other updates are left, but krum needs at least 2 byzantine + 3 = 5 updates",
                assertThrows(IllegalArgumentException.class, () -> run(chain, updates)).getMessage());
        Chain mean = new Chain(List.of(), new Mean(true));
        assertEquals(
                "not finite: [node0, node1]; 0 other updates are left, but mean needs at least 1 update",
                assertThrows(IllegalArgumentException.class, () -> run(mean, given.column(Double.NaN, Double.NaN))).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void finiteUpdatesAnswerAsEver(Given given) {
        Chain chain = new Chain(List.of(new NearestNeighborMixing(1)), new Krum(1, null));
        List<Update> updates = given.column(0, 1, 3, 4, 100);
        assertEquals(chain.apply(Given.context(), chain.fresh(), updates), run(chain, updates));
    }
}
