package org.fedrange.learning.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.junit.jupiter.api.Test;

class ServerOptimizerTest {

    /** The moves of a model that starts at 0 and is proposed these changes, one round after the other. */
    private static double[] moves(ServerOptimizer optimizer, ParameterVector zero, double... changes) {
        ServerOptimizer.Memory memory = optimizer.fresh(zero);
        ParameterVector model = zero;
        double[] moves = new double[changes.length];
        for (int round = 0; round < changes.length; round++) {
            double change = changes[round];
            ParameterVector proposed = model.filled((from, length, block) -> block[0] = change);
            ServerOptimizer.Step step = optimizer.step(memory, model, model.plus(proposed));
            moves[round] = step.model().minus(model).get(0);
            model = step.model();
            memory = step.memory();
        }
        return moves;
    }

    private static void assertMoves(double[] expected, ServerOptimizer optimizer, double... changes) {
        double[] twice = moves(optimizer, DoubleVector.zeros(1), changes);
        double[] once = moves(optimizer, FloatVector.zeros(1), changes);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], twice[i], 1e-9, "round " + (i + 1));
            assertEquals(expected[i], once[i], 1e-5, "round " + (i + 1) + " in single precision");
        }
    }

    @Test
    void plainSgdIsTheProposalItself() {
        Sgd plain = new Sgd(1, 0);
        ParameterVector proposed = FloatVector.of(0.3f);
        ParameterVector model = FloatVector.of(0.1f);
        assertSame(proposed, plain.step(plain.fresh(model), model, proposed).model());
        assertMoves(new double[] {0.5, 0.5}, new Sgd(0.5, 0), 1, 1);
    }

    @Test
    void momentumByHand() {
        // m = 1, then 0.9 + 1 = 1.9, then 1.71 + 0.
        assertMoves(new double[] {1, 1.9, 1.71}, new Sgd(1, 0.9), 1, 1, 0);
    }

    @Test
    void adamByHand() {
        // m = 0.1 and v = 0.99e-6 + 0.01; then m = 0.09 - 0.2 and v = 0.99 (0.01000099) + 0.04.
        double v1 = 0.99e-6 + 0.01;
        double v2 = 0.99 * v1 + 0.04;
        assertMoves(
                new double[] {0.1 * 0.1 / (Math.sqrt(v1) + 0.001), 0.1 * -0.11 / (Math.sqrt(v2) + 0.001)},
                new FedAdam(0.1, 0.9, 0.99, 0.001), 1, -2);
        assertEquals(0.0990, moves(new FedAdam(0.1, 0.9, 0.99, 0.001), DoubleVector.zeros(1), 1)[0], 5e-5);
    }

    @Test
    void yogiByHand() {
        // v = 1e-6 + 0.01 x 1, for v < 1; then v + 0.01 x 4, for v < 4; then v - 0.01 x 0.
        double v1 = 1e-6 + 0.01;
        double v2 = v1 + 0.04;
        assertMoves(
                new double[] {
                    0.1 * 0.1 / (Math.sqrt(v1) + 0.001), 0.1 * -0.11 / (Math.sqrt(v2) + 0.001), 0.1 * -0.099 / (Math.sqrt(v2) + 0.001)
                },
                new FedYogi(0.1, 0.9, 0.99, 0.001), 1, -2, 0);
        // Where v is larger than the square it falls by a hundredth of the square: from tau^2 = 1 with change 0.1 by 0.0001.
        assertMoves(new double[] {0.1 * 0.01 / (Math.sqrt(0.9999) + 1)}, new FedYogi(0.1, 0.9, 0.99, 1), 0.1);
    }

    @Test
    void adagradByHand() {
        assertMoves(
                new double[] {0.1 / (Math.sqrt(1.000001) + 0.001), 0.1 / (Math.sqrt(2.000001) + 0.001)}, new FedAdagrad(0.1, 0, 0.001), 1, 1);
    }

    /** How far from the optimum at 1 the flat one of two coordinates is: its slope is a thousandth of the other's. */
    private static double distance(ServerOptimizer optimizer) {
        ParameterVector model = DoubleVector.zeros(2);
        ServerOptimizer.Memory memory = optimizer.fresh(model);
        for (int round = 1; round <= 100; round++) {
            double[] at = model.toDoubles();
            ParameterVector proposed = DoubleVector.of(at[0] + 0.5 * (1 - at[0]), at[1] + 0.0005 * (1 - at[1]));
            ServerOptimizer.Step step = optimizer.step(memory, model, proposed);
            model = step.model();
            memory = step.memory();
        }
        return Math.abs(1 - model.get(1));
    }

    @Test
    void adaptiveStepsReachWhatPlainOnesHardlyMove() {
        // Plain steps keep 0.9995^100 = 0.951 of the distance.
        assertEquals(0.951, distance(new Sgd(1, 0)), 1e-3);
        for (ServerOptimizer adaptive : List.of(
                new FedAdam(0.05, 0.9, 0.99, 1e-4), new FedYogi(0.05, 0.9, 0.99, 1e-4), new FedAdagrad(0.3, 0, 1e-4))) {
            assertTrue(distance(adaptive) < 0.2, adaptive + ": " + distance(adaptive));
        }
        assertTrue(distance(new Sgd(1, 0.9)) < 0.7, "momentum: " + distance(new Sgd(1, 0.9)));
    }

    @Test
    void aStepIsAPureFunction() {
        FedAdam adam = new FedAdam(0.1, 0.9, 0.99, 0.001);
        ParameterVector model = FloatVector.of(1, 2);
        ParameterVector proposed = FloatVector.of(2, 1);
        ServerOptimizer.Memory memory = adam.fresh(model);
        ServerOptimizer.Step once = adam.step(memory, model, proposed);
        assertEquals(once, adam.step(memory, model, proposed));
        assertEquals(FloatVector.of(1, 2), model);
        assertEquals(2, adam.remembered());
        assertEquals(0, new Sgd(1, 0).remembered());
        assertEquals(1, new Sgd(1, 0.5).remembered());
    }

    @Test
    void badParametersAreNamedWithTheirRange() {
        assertRefused("learningRate must be above 0, got 0.0", () -> new Sgd(0, 0));
        assertRefused("momentum must be at least 0 and below 1, got 1.0", () -> new Sgd(1, 1));
        assertRefused("beta2 must be at least 0 and below 1, got 1.0", () -> new FedAdam(0.1, 0.9, 1, 0.001));
        assertRefused("tau must be above 0, got 0.0", () -> new FedYogi(0.1, 0.9, 0.99, 0));
        assertRefused("beta1 must be at least 0 and below 1, got -0.1", () -> new FedAdagrad(0.1, -0.1, 0.001));
    }

    private static void assertRefused(String expected, Runnable act) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
