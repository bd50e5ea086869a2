package org.fedrange.learning;

import java.util.random.RandomGenerator;

/**
 * Draws of the standard normal distribution that are the same on every CPU, which {@link RandomGenerator#nextGaussian} does not promise.
 *
 * <pre>
 * sqrt(-2 ln u) cos(2 pi v),  u and v uniform
 * </pre>
 *
 * <p>Source: Box, Muller, "A Note on the Generation of Random Normal Deviates", 1958 (the first of the two numbers).
 */
public final class Normal {
    private Normal() {}

    /** One draw. */
    public static double draw(RandomGenerator stream) {
        double u = 1 - stream.nextDouble(); // above 0, so that it has a logarithm
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * stream.nextDouble());
    }

    /** A vector with independent noise of this standard deviation added to each coordinate. */
    public static ParameterVector noised(ParameterVector vector, double deviation, RandomGenerator stream) {
        return vector.filled((from, length, block) -> {
            vector.read(from, length, block);
            for (int k = 0; k < length; k++) {
                block[k] += deviation * draw(stream);
            }
        });
    }

    /** Independent draws. */
    public static double[] draw(int count, RandomGenerator stream) {
        double[] draws = new double[count];
        for (int i = 0; i < count; i++) {
            draws[i] = draw(stream);
        }
        return draws;
    }
}
