package org.fedrange.defenses.privacy;

import java.util.random.RandomGenerator;

/**
 * Draws of the Laplace distribution with scale 1, the same on every CPU.
 *
 * <pre>
 * +-(-ln u),  u uniform in (0, 1],  both signs equally likely
 * </pre>
 *
 * <p>Example: u = 0.5 gives +-0.693; half of all draws are closer to 0.
 */
public final class LaplaceDraw {
    private LaplaceDraw() {}

    /** One draw. */
    public static double draw(RandomGenerator stream) {
        double magnitude = -StrictMath.log(1 - stream.nextDouble());
        return stream.nextBoolean() ? magnitude : -magnitude;
    }
}
