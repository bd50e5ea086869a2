package org.fedrange.aggregation.secure;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/**
 * Numbers as integers that can be added under masks: clipped to a range, weighted, and rounded at random so that the mean stays right.
 *
 * <pre>
 * y = w / W clip(x, -c, c),   q = floor((y + c) / step + u),   step = 2c / (2^bits - 1),   u uniform in [0, 1)
 * sum_i w_i x_i / sum_i w_i = W (step sum_i q_i - m c) / sum_i w_i,   over the m nodes whose vectors are in the sum
 * </pre>
 *
 * <p>The weight w itself, at most W, goes as one more word. The modulus 2^r is the smallest that no sum of honest vectors reaches,
 * so nothing can overflow; where it needs more than 32 bits, the quantisation is refused. Each q is off by less than a step with mean
 * 0, so each coordinate of the mean is off by less than m W step / sum_i w_i: one step where all weigh W.
 *
 * <p>Example: c = 1, 2 bits: step = 2/3; x = 0.5 gives (0.5 + 1) / (2/3) = 2.25, which is 2 with probability 0.75 and 3 with 0.25.
 *
 * <p>Source: this form is that of Bonawitz et al. 2019, "Towards Federated Learning at Scale", and Bell et al. 2020; stochastic
 * rounding as in Kairouz, Liu, Steinke 2021.
 *
 * @param clippingRange c
 * @param bits bits of one node's number
 * @param nodes largest number of vectors in a sum
 * @param mostWeight W; 0 where all weigh the same and no weight is sent
 */
public record Quantization(double clippingRange, int bits, int nodes, int mostWeight) {
    public Quantization {
        if (!(clippingRange > 0) || bits < 2 || bits > 30 || nodes < 1 || mostWeight < 0) {
            throw new IllegalArgumentException(
                    "no quantisation to " + bits + " bits in +-" + clippingRange + " for " + nodes + " nodes of weight up to " + mostWeight);
        }
        int needed = modulusBits(bits, nodes, mostWeight);
        if (needed > Integer.SIZE) {
            throw new IllegalArgumentException("a sum of " + nodes + " numbers of " + bits + " bits needs " + needed
                    + " bits, but there are " + Integer.SIZE + "; choose at most " + (bits - needed + Integer.SIZE) + " bits");
        }
    }

    private static int modulusBits(int bits, int nodes, int mostWeight) {
        long largest = nodes * Math.max((1L << bits) - 1, mostWeight);
        return Math.max(8, Long.SIZE - Long.numberOfLeadingZeros(largest));
    }

    /** The sum is taken modulo 2 to this power, r. */
    public int modulusBits() {
        return modulusBits(bits, nodes, mostWeight);
    }

    /** The width of one step. */
    public double step() {
        return 2 * clippingRange / ((1L << bits) - 1);
    }

    /** Whether weights are sent. */
    public boolean weighted() {
        return mostWeight > 0;
    }

    /** Number of words of a vector with so many coordinates. */
    public int words(int coordinates) {
        return coordinates + (weighted() ? 1 : 0);
    }

    /** An honest node's vector: clipped, its weight at most {@link #mostWeight}. */
    public int[] encoded(ParameterVector vector, int weight, RandomGenerator rounding) {
        return encoded(vector, Math.min(weight, mostWeight), clippingRange, rounding);
    }

    /**
     * What a Byzantine node can send under its mask: any number of the ring, here its vector as it is, without clipping. What is too
     * large for the modulus wraps around. Not-a-number becomes 0.
     */
    public int[] unclipped(ParameterVector vector, int weight, RandomGenerator rounding) {
        return encoded(vector, weight, Double.MAX_VALUE, rounding);
    }

    private int[] encoded(ParameterVector vector, int weight, double range, RandomGenerator rounding) {
        int[] words = new int[words(vector.size())];
        double[] block = new double[ParameterVector.BLOCK];
        int[] draws = new int[ParameterVector.BLOCK];
        int mask = modulusBits() == Integer.SIZE ? -1 : (1 << modulusBits()) - 1;
        for (int from = 0; from < vector.size(); from += ParameterVector.BLOCK) {
            int length = Math.min(ParameterVector.BLOCK, vector.size() - from);
            vector.read(from, length, block);
            moved(block, length, range, weight, draws(draws, length, rounding));
            if (range == clippingRange) {
                steps(block, length, words, from);
            } else {
                for (int i = 0; i < length; i++) {
                    words[from + i] = (int) (long) Math.floor(block[i]) & mask;
                }
            }
        }
        if (weighted()) {
            words[vector.size()] = weight & mask;
        }
        return words;
    }

    /** Two draws of 32 bits from each of 64. */
    private static int[] draws(int[] draws, int length, RandomGenerator rounding) {
        for (int i = 0; i < length; i += 2) {
            long drawn = rounding.nextLong();
            draws[i] = (int) (drawn >>> Integer.SIZE);
            draws[i + 1] = (int) drawn;
        }
        return draws;
    }

    /** In place, in steps from the lower end of the clipping range, with a number in [0, 1) added: 2^-32 of a draw. */
    private void moved(double[] block, int length, double range, int weight, int[] draws) {
        double perStep = 1 / step();
        double factor = (weighted() ? (double) weight / mostWeight : 1) * perStep;
        double offset = clippingRange * perStep;
        for (int i = 0; i < length; i++) {
            double clipped = Math.max(-range, Math.min(range, block[i]));
            // As if the draw had no sign, in operations that the compiler turns into vectors.
            block[i] = clipped * factor + offset + ((draws[i] ^ Integer.MIN_VALUE) + 0x1p31) * 0x1p-32;
        }
    }

    /** An honest node's: none is below zero, so that the cast is a floor, and what rounding errors push beyond the last step would be beyond the modulus, too. */
    private void steps(double[] block, int length, int[] words, int from) {
        int most = (1 << bits) - 1;
        for (int i = 0; i < length; i++) {
            words[from + i] = Math.min(most, (int) block[i]);
        }
    }

    /**
     * The mean of the vectors in a sum, weighted by their weights.
     *
     * @param sum the sum modulo 2^r
     * @param count number of vectors in it
     * @throws Aborted where they weigh nothing together
     */
    public FloatVector mean(int[] sum, int count) {
        long weight = weight(sum, count);
        Aborted.unless(weight > 0, "all vectors in the sum together weigh nothing");
        double factor = (weighted() ? (double) mostWeight : 1) / weight;
        float[] mean = new float[sum.length - (weighted() ? 1 : 0)];
        double step = step();
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (((sum[i] & 0xffff_ffffL) * step - count * clippingRange) * factor);
        }
        return FloatVector.owning(mean);
    }

    /** What the vectors in a sum weigh together; their number where all weigh the same. */
    public long weight(int[] sum, int count) {
        return weighted() ? sum[sum.length - 1] & 0xffff_ffffL : count;
    }
}
