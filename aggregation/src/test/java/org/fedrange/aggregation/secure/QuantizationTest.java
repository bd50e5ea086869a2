package org.fedrange.aggregation.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class QuantizationTest {

    @Test
    void theWorkedExample() {
        // c = 1, 2 bits: step 2/3, and 0.5 lies at 2.25: 2 in three draws of four. Deviation of the count of 3s: sqrt(40,000 * 0.1875) = 87.
        Quantization quantization = new Quantization(1, 2, 3, 0);
        assertEquals(2.0 / 3, quantization.step());
        float[] same = new float[40_000];
        java.util.Arrays.fill(same, 0.5f);
        int[] words = quantization.encoded(FloatVector.of(same), 1, new Streams(1).of("rounding"));
        int threes = 0;
        for (int word : words) {
            assertTrue(word == 2 || word == 3, () -> "rounded to " + word);
            threes += word - 2;
        }
        assertTrue(Math.abs(threes - 10_000) < 5 * 87, threes + " of 40,000 rounded up");
    }

    @Test
    void theModulusIsTheSmallestThatCannotOverflow() {
        // 16 numbers of at most 2^8 - 1 = 255: 4,080 fits in 12 bits; 17 make 4,335, which does not.
        assertEquals(12, new Quantization(1, 8, 16, 0).modulusBits());
        assertEquals(13, new Quantization(1, 8, 17, 0).modulusBits());
        // Weights up to 1,000 in 16 nodes: 16,000 needs 14 bits.
        assertEquals(14, new Quantization(1, 8, 16, 1_000).modulusBits());
        assertEquals(32, new Quantization(1, 30, 4, 0).modulusBits());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new Quantization(1, 30, 5, 0));
        assertTrue(refused.getMessage().contains("choose at most 29 bits"), refused.getMessage());
    }

    @Test
    void theLargestVectorsDoNotReachTheModulus() {
        for (int bits : new int[] {2, 16, 20, 30}) {
            Quantization quantization = new Quantization(0.1, bits, 4, 7);
            float[] beyond = new float[20_000];
            java.util.Arrays.fill(beyond, 1e30f);
            long most = 0;
            for (int word : quantization.encoded(FloatVector.of(beyond), 99, new Streams(bits).of("rounding"))) {
                most = Math.max(most, word & 0xffff_ffffL);
            }
            assertTrue(4 * most < 1L << quantization.modulusBits(), bits + " bits: " + most);
            assertEquals((1L << bits) - 1, Math.max(most, 7) == 7 && bits == 2 ? 3 : most);
        }
    }

    @Test
    void theMeanIsRightUpToOneStepAndOnTheAverageExactly() {
        int d = 5_000;
        int nodes = 9;
        int[] weights = {100, 20, 40, 100, 7, 100, 3, 55, 80};
        for (int mostWeight : new int[] {0, 100}) {
            Quantization quantization = new Quantization(2, 12, nodes, mostWeight);
            int[] sum = new int[quantization.words(d)];
            double[] mean = new double[d];
            double all = 0;
            for (int node = 0; node < nodes; node++) {
                double weight = mostWeight == 0 ? 1 : weights[node];
                all += weight;
                RandomGenerator values = new Streams(7).of("values", 0, node);
                float[] vector = new float[d];
                for (int i = 0; i < d; i++) {
                    vector[i] = values.nextFloat(-2, 2);
                    mean[i] += weight * vector[i];
                }
                int[] words = quantization.encoded(FloatVector.of(vector), weights[node], new Streams(7).of("rounding", 0, node));
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += words[i];
                }
            }
            FloatVector decoded = quantization.mean(sum, nodes);
            assertEquals((long) all, quantization.weight(sum, nodes));
            double bound = quantization.step() * (mostWeight == 0 ? 1 : nodes * 100 / all);
            double drift = 0;
            for (int i = 0; i < d; i++) {
                double error = decoded.get(i) - mean[i] / all;
                assertTrue(Math.abs(error) < bound + 1e-6, () -> "off by " + error + ", the bound is " + bound);
                drift += error / d;
            }
            // One coordinate's deviation is at most bound / sqrt(4 nodes); that of the mean over 5,000 is sqrt(5,000) times less.
            assertTrue(Math.abs(drift) < 5 * bound / Math.sqrt(4.0 * nodes * d), "drifts by " + drift);
        }
    }

    @Test
    void whatAByzantineNodeSendsIsNotClipped() {
        Quantization quantization = new Quantization(1, 8, 4, 0);
        int[] honest = quantization.encoded(FloatVector.of(3f), 1, new Streams(1).of("rounding"));
        int[] byzantine = quantization.unclipped(FloatVector.of(3f), 1, new Streams(1).of("rounding"));
        assertEquals(1, quantization.mean(honest, 1).get(0), 1e-6);
        assertEquals(3, quantization.mean(byzantine, 1).get(0), quantization.step());
        // 2^10 steps of 2/255 wrap around: 9 is 9 - 8.03 = 0.97.
        int[] wrapped = quantization.unclipped(FloatVector.of(9f), 1, new Streams(1).of("rounding"));
        assertEquals(9 - 1024 * 2.0 / 255, quantization.mean(wrapped, 1).get(0), quantization.step());
        // A weight nobody has is sent as claimed.
        Quantization weighted = new Quantization(1, 8, 4, 100);
        assertEquals(100, weighted.weight(weighted.encoded(FloatVector.of(0f), 5_000, new Streams(1).of("r")), 1));
        assertEquals(900, weighted.weight(weighted.unclipped(FloatVector.of(0f), 900, new Streams(1).of("r")), 1));
    }

    @Test
    void aSumThatWeighsNothingHasNoMean() {
        Quantization weighted = new Quantization(1, 8, 4, 100);
        assertThrows(Aborted.class, () -> weighted.mean(weighted.encoded(FloatVector.of(0.5f), 0, new Streams(1).of("r")), 1));
    }
}
