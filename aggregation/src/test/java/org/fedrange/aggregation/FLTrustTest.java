package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FLTrustTest {
    private static final FLTrust RULE = new FLTrust(100);

    private static Aggregator.Result run(Given given, double[] root, double[]... rows) {
        return RULE.aggregate(Given.context().withRoot(given.vector(root)), State.NONE, given.updates(rows));
    }

    @ParameterizedTest
    @EnumSource
    void trustIsTheCosineAndAllHaveTheRootsLength(Given given) {
        // Cosines with (2, 0): 1, 3/5, -1. Brought to length 2: (2, 0), (1.2, 1.6). Weights 1/1.6 and 0.6/1.6:
        // (2 x 1 + 1.2 x 0.6) / 1.6 = 2.72 / 1.6 = 1.7;  1.6 x 0.6 / 1.6 = 0.6.
        Aggregator.Result result = run(given, new double[] {2, 0}, new double[][] {{1, 0}, {3, 4}, {-9, 0}});
        assertArrayEquals(new double[] {1.7, 0.6}, result.vector().toDoubles(), given.tolerance);
        assertArrayEquals(new double[] {0.625, 0.375, 0}, Given.weights(result), given.tolerance);
        assertArrayEquals(new double[] {1, 0.6, -1}, Given.scores(result), given.tolerance);
        assertEquals(List.of(true, true, false), result.verdicts().stream().map(Verdict::kept).toList());
    }

    @ParameterizedTest
    @EnumSource
    void whereNobodyIsTrustedTheModelStays(Given given) {
        double[] still = {0, 0};
        assertArrayEquals(still, run(given, new double[] {1, 0}, new double[][] {{-1, 0}, {-3, 1}}).vector().toDoubles());
        assertArrayEquals(still, run(given, new double[] {0, 0}, new double[][] {{1, 0}, {3, 1}}).vector().toDoubles());
        // A row of zeros points nowhere.
        assertArrayEquals(new double[] {1, 0}, run(given, new double[] {1, 0}, new double[][] {{0, 0}, {5, 0}}).vector().toDoubles(), given.tolerance);
    }

    @Test
    void withoutARootUpdateItRefuses() {
        List<Update> updates = Given.DOUBLE.column(1, 2);
        assertEquals(
                "fltrust needs the coordinator's root update, and there is none",
                assertThrows(IllegalArgumentException.class, () -> Given.aggregate(RULE, updates)).getMessage());
        Context other = Given.context().withRoot(Given.DOUBLE.vector(1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> RULE.aggregate(other, State.NONE, updates));
        assertThrows(IllegalArgumentException.class, () -> new FLTrust(0));
        assertEquals(100, RULE.rootExamples());
        assertEquals(0, new Median().rootExamples());
    }
}
