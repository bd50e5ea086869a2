package org.fedrange.defenses.privacy;

import java.util.random.RandomGenerator;

/** Draws of the Skellam distribution of mean 0: the difference of two Poisson draws of half the variance each. */
public final class SkellamDraw {
    private final PoissonDraw half;

    /**
     * Draws of this standard deviation.
     *
     * @throws IllegalArgumentException for less than 4.5, of which too little is a whole number
     */
    public SkellamDraw(double deviation) {
        this.half = new PoissonDraw(deviation * deviation / 2);
    }

    /** One draw. */
    public long draw(RandomGenerator stream) {
        long above = half.draw(stream);
        return above - half.draw(stream);
    }
}
