package org.fedrange.learning.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Draws against the moments of their distributions; limits are five standard errors, so a right program fails once in 10^6 seeds. */
class DirichletPartitionTest {
    private static final int DRAWS = 100_000;
    private static final long SEED = 20_150_411;

    private static RandomGenerator stream() {
        return PartitionTest.stream(SEED);
    }

    @Test
    void gammaDrawsHaveMeanAndVarianceOfTheirShape() {
        for (double shape : new double[] {0.1, 0.5, 1, 2.5, 30}) {
            RandomGenerator stream = stream();
            Gamma gamma = new Gamma(shape);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < DRAWS; i++) {
                double draw = Math.exp(gamma.logarithm(stream));
                sum += draw;
                squares += (draw - shape) * (draw - shape);
            }
            String where = "seed " + SEED + ", shape " + shape;
            assertEquals(shape, sum / DRAWS, 5 * Math.sqrt(shape / DRAWS), where);
            // The fourth central moment of gamma is 3 a^2 + 6 a, so the variance of a squared deviation is 2 a^2 + 6 a.
            assertEquals(shape, squares / DRAWS, 5 * Math.sqrt((2 * shape * shape + 6 * shape) / DRAWS), where);
        }
    }

    @Test
    void proportionsHaveTheVarianceOfTheDirichletDistribution() {
        int hospitals = 4;
        for (double alpha : new double[] {0.1, 1, 10}) {
            RandomGenerator stream = stream();
            Dirichlet dirichlet = new Dirichlet(alpha, 1);
            double squares = 0;
            for (int i = 0; i < DRAWS / 5; i++) {
                double[] p = dirichlet.proportions(hospitals, stream);
                assertEquals(1, p[0] + p[1] + p[2] + p[3], 1e-12);
                squares += (p[0] - 0.25) * (p[0] - 0.25);
            }
            // Var p = (1/k)(1 - 1/k) / (k alpha + 1); the kurtosis of p is below 6 here.
            double variance = 0.25 * 0.75 / (hospitals * alpha + 1);
            assertEquals(variance, squares / (DRAWS / 5), 5 * variance * Math.sqrt(5.0 / (DRAWS / 5)), "seed " + SEED + ", alpha " + alpha);
        }
    }

    @Test
    void theSmallestAlphasStillGiveProportions() {
        for (double alpha : new double[] {1e-3, 1e-12, 1e-300}) {
            double[] p = new Dirichlet(alpha, 1).proportions(5, stream());
            double sum = 0;
            for (double each : p) {
                assertTrue(each >= 0 && each <= 1, "alpha " + alpha);
                sum += each;
            }
            assertEquals(1, sum, 1e-12, "alpha " + alpha);
        }
    }
}
