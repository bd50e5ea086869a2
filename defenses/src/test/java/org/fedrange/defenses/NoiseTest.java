package org.fedrange.defenses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.defenses.privacy.DiscreteGaussian;
import org.fedrange.defenses.privacy.LaplaceDraw;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.Ziggurat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sampler draws what it says; seeds are fixed, so that a test that passes goes on passing. */
class NoiseTest {
    private static final int DRAWS = 200_000;

    private static RandomGenerator stream(String purpose) {
        return new Streams(7).of(purpose);
    }

    /** Pearson's statistic has k degrees of freedom: mean k, deviation sqrt(2 k); 4.5 deviations above happen by chance once in 10^5. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5})
    void theDiscreteGaussianHasItsExactProbabilities(long deviation) {
        int most = (int) (3 * deviation);
        double all = 0;
        for (long x = -60 * deviation; x <= 60 * deviation; x++) {
            all += Math.exp(-x * x / (2.0 * deviation * deviation));
        }
        long[] counts = new long[2 * most + 1];
        long beyond = 0;
        DiscreteGaussian sampler = new DiscreteGaussian(deviation);
        RandomGenerator stream = stream("discrete " + deviation);
        for (int i = 0; i < DRAWS; i++) {
            long drawn = sampler.draw(stream);
            if (Math.abs(drawn) <= most) {
                counts[(int) drawn + most]++;
            } else {
                beyond++;
            }
        }
        double statistic = 0;
        double inside = 0;
        for (int x = -most; x <= most; x++) {
            double expected = DRAWS * Math.exp(-x * x / (2.0 * deviation * deviation)) / all;
            inside += expected;
            statistic += (counts[x + most] - expected) * (counts[x + most] - expected) / expected;
        }
        double tail = DRAWS - inside;
        statistic += (beyond - tail) * (beyond - tail) / tail;
        int freedom = 2 * most + 1;
        assertTrue(statistic < freedom + 4.5 * Math.sqrt(2 * freedom), statistic + " with " + freedom + " degrees of freedom");
    }

    @Test
    void theWidestDiscreteGaussianHasItsMoments() {
        DiscreteGaussian sampler = new DiscreteGaussian(2000);
        RandomGenerator stream = stream("wide");
        double[] draws = new double[20_000];
        Arrays.setAll(draws, i -> sampler.draw(stream) / 2000.0);
        moments(draws, 1, 3);
        assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussian(0));
    }

    /** Kolmogorov and Smirnov: sqrt(n) times the largest gap is above 1.95 once in 1,000. */
    @Test
    void laplaceDrawsFollowTheirDistribution() {
        RandomGenerator stream = stream("laplace");
        double[] draws = new double[DRAWS];
        Arrays.setAll(draws, i -> LaplaceDraw.draw(stream));
        moments(draws, 2, 24); // variance 2, fourth moment 24
        Arrays.sort(draws);
        double gap = 0;
        for (int i = 0; i < DRAWS; i++) {
            double below = draws[i] < 0 ? Math.exp(draws[i]) / 2 : 1 - Math.exp(-draws[i]) / 2;
            gap = Math.max(gap, Math.max(Math.abs(below - (double) i / DRAWS), Math.abs(below - (i + 1.0) / DRAWS)));
        }
        assertTrue(gap * Math.sqrt(DRAWS) < 1.95, gap + " apart");
    }

    @Test
    void fastNormalDrawsFollowTheirDistribution() {
        RandomGenerator stream = stream("ziggurat");
        double[] draws = new double[DRAWS];
        Arrays.setAll(draws, i -> Ziggurat.draw(stream));
        moments(draws, 1, 3);
        // Beyond the layers: 2 F(-3.4426) = 5.76e-4 of all, 115 expected, deviation 10.7.
        long beyond = Arrays.stream(draws).filter(x -> Math.abs(x) > 3.442619855899).count();
        assertEquals(115.0, (double) beyond, 43);
        Arrays.sort(draws);
        double gap = 0;
        double below = 0; // the density's integral up to here, by strips of a width of 1e-4
        double at = -8;
        for (int i = 0; i < DRAWS; i += 10) {
            for (; at < draws[i]; at += 1e-4) {
                below += 1e-4 * Math.exp(-0.5 * (at + 5e-5) * (at + 5e-5)) / Math.sqrt(2 * Math.PI);
            }
            gap = Math.max(gap, Math.max(Math.abs(below - (double) i / DRAWS), Math.abs(below - (i + 1.0) / DRAWS)));
        }
        assertTrue(gap * Math.sqrt(DRAWS) < 1.95, gap + " apart");
    }

    /** What is added by a kind of noise of scale 3, whatever lies below it. */
    @ParameterizedTest
    @EnumSource(Noise.class)
    void noiseHasItsScaleAndNoBias(Noise noise) {
        ParameterVector below = FloatVector.zeros(40_000).filled((from, length, block) -> Arrays.fill(block, 0, length, 0.37));
        double[] added = noise.addNoise(below, 3, stream("scale")).minus(below).toDoubles();
        double variance = noise == Noise.LAPLACE ? 2 * 9 : 9;
        // Standard errors of mean and variance over 40,000 draws; the discrete noise rounds 0.37 to its grid of 1/512.
        assertEquals(0, Arrays.stream(added).average().orElseThrow(), 4 * Math.sqrt(variance / 40_000) + 0.002);
        assertEquals(variance, Arrays.stream(added).map(x -> x * x).average().orElseThrow(), 0.06 * variance);
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void theBoundIsKept(Noise noise) {
        // (3, 4): Euclidean norm 5, sum of magnitudes 7; bound 1.
        ParameterVector bounded = noise.constrain(FloatVector.of(3, 4), 1, 1);
        double[] expected = noise == Noise.LAPLACE ? new double[] {3.0 / 7, 4.0 / 7} : new double[] {0.6, 0.8};
        assertArrayEquals(expected, bounded.toDoubles(), noise.whole() ? 1.0 / 1024 : 1e-6);
        assertArrayEquals(new double[] {0.25, -0.5}, noise.constrain(FloatVector.of(0.25f, -0.5f), 1, 1).toDoubles(), 0);
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void layersShareTheBound(Noise noise) {
        // Layers (3, 4) and (0.1); bound 1. Euclidean: each 0.70711, so (3, 4) shrinks to (0.42426, 0.56569). Magnitudes: each 0.5, so (3, 4) shrinks by 1/14.
        ParameterVector bounded = noise.constrain(FloatVector.of(3, 4, 0.1f), 1, 1, ClippingShape.PER_LAYER, List.of(2, 1));
        double[] expected = noise == Noise.LAPLACE ? new double[] {3.0 / 14, 4.0 / 14, 0.1} : new double[] {0.42426, 0.56569, 0.1};
        assertArrayEquals(expected, bounded.toDoubles(), noise.whole() ? 1.0 / 1024 : 1e-5);
    }

    @Test
    void discreteNoiseLeavesNothingOffItsGrid() {
        // Scale 0.7: the grid is the largest power of two below 0.7/1024, which is 2^-11. Bounding rounds toward zero, so that no norm grows.
        assertEquals(0x1p-11, Noise.grid(0.7));
        ParameterVector vector = FloatVector.of(0.1f, -0.3333f, 0.7f);
        double norm = Noise.DISCRETE_GAUSSIAN.constrain(vector, 0.5, 0.7).norm();
        assertTrue(norm <= 0.5, "norm " + norm);
        for (double coordinate : Noise.DISCRETE_GAUSSIAN.addNoise(vector, 0.7, stream("grid")).toDoubles()) {
            assertEquals(0, Math.abs(coordinate * 2048 % 1), coordinate + " lies between two points");
        }
    }

    private static void moments(double[] draws, double variance, double fourth) {
        double n = draws.length;
        assertEquals(0, Arrays.stream(draws).average().orElseThrow(), 4 * Math.sqrt(variance / n));
        double second = Arrays.stream(draws).map(x -> x * x).average().orElseThrow();
        assertEquals(variance, second, 4 * Math.sqrt((fourth - variance * variance) / n));
    }
}
