package org.fedrange.learning.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Ziggurat;

/**
 * Noise on running sums, by a binary tree: the sum of the first t terms gets the noise of the few nodes that cover them, one for each one in the binary digits of t, so that it grows with
 * the logarithm of t, and each term is in the noise of at most {@link #height} nodes.
 *
 * <pre>
 * t = 6 = 110 in binary:  the node over terms 1 to 4, and the node over 5 and 6
 * </pre>
 *
 * <p>Source: Dwork, Naor, Pitassi, Rothblum, "Differential Privacy Under Continual Observation", 2010; Kairouz et al., "Practical and Private (Deep) Learning without Sampling or Shuffling",
 * 2021.
 */
final class TreeNoise {
    private final double deviation;
    private final RandomGenerator stream;
    private final float[][] nodes;
    private final float[] sum;
    private int terms;

    /**
     * Noise on the sums of so many terms.
     *
     * @param deviation standard deviation of each node's noise
     */
    TreeNoise(int terms, int size, double deviation, RandomGenerator stream) {
        this.deviation = deviation;
        this.stream = stream;
        this.nodes = new float[height(terms)][];
        this.sum = new float[size];
    }

    /** Nodes over any one of so many terms: as many as their number has binary digits. */
    static int height(int terms) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(terms);
    }

    /** The noise of the sum of one term more; the array is overwritten by the next call. */
    float[] next() {
        terms++;
        int level = Integer.numberOfTrailingZeros(terms);
        Arrays.fill(nodes, 0, level, null);
        float[] node = new float[sum.length];
        for (int i = 0; i < node.length; i++) {
            node[i] = (float) (deviation * Ziggurat.draw(stream));
        }
        nodes[level] = node;
        Arrays.fill(sum, 0);
        for (float[] each : nodes) {
            for (int i = 0; each != null && i < sum.length; i++) {
                sum[i] += each[i];
            }
        }
        return sum;
    }
}
