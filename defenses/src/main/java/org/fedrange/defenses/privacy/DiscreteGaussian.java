package org.fedrange.defenses.privacy;

import java.util.random.RandomGenerator;

/**
 * Draws of the discrete Gaussian distribution, exactly: by integers alone, without a rounded number anywhere.
 *
 * <pre>
 * P(x) = e^(-x^2 / (2 s^2)) / sum over all integers y of e^(-y^2 / (2 s^2))
 * y from the discrete Laplace distribution of scale t = s + 1;  kept with probability e^(-(|y| - s^2 / t)^2 / (2 s^2)), else drawn anew
 * </pre>
 *
 * <p>Example: s = 1: P(0) = 1 / (1 + 2 e^-0.5 + 2 e^-2 + ...) = 1 / 2.5066 = 0.3989, P(1) = 0.2420.
 *
 * <p>Source: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy", 2020, algorithms 1 to 3. Vectors of integers within a Euclidean
 * distance of D, each coordinate noised by it, are D^2 / (2 s^2)-zCDP, as under continuous noise (theorem 14).
 *
 * @param deviation s, a whole number
 */
public record DiscreteGaussian(long deviation) {
    /** Up to here no product below leaves the range of 64 bits, but for draws that are more likely to be hit by lightning. */
    private static final long MOST = 1 << 12;

    public DiscreteGaussian {
        if (deviation < 1 || deviation > MOST) {
            throw new IllegalArgumentException("deviation must be from 1 to " + MOST + ", got " + deviation);
        }
    }

    /** One draw. */
    public long draw(RandomGenerator stream) {
        long t = deviation + 1;
        long square = deviation * deviation;
        while (true) {
            long drawn = laplace(t, stream);
            long off = Math.subtractExact(Math.multiplyExact(Math.abs(drawn), t), square);
            if (exponential(Math.multiplyExact(off, off), 2 * square * t * t, stream)) {
                return drawn;
            }
        }
    }

    /** The discrete Laplace distribution: P(x) proportional to e^(-|x| / t). */
    private static long laplace(long t, RandomGenerator stream) {
        while (true) {
            long low = stream.nextLong(t);
            if (!exponential(low, t, stream)) {
                continue;
            }
            long high = 0;
            while (atMostOne(1, 1, stream)) {
                high++;
            }
            boolean negative = stream.nextBoolean();
            if (!negative || low + high > 0) {
                return negative ? -(low + t * high) : low + t * high;
            }
        }
    }

    /** True with probability e^(-numerator / denominator). */
    private static boolean exponential(long numerator, long denominator, RandomGenerator stream) {
        for (long left = numerator / denominator; left > 0; left--) {
            if (!atMostOne(1, 1, stream)) {
                return false;
            }
        }
        return atMostOne(numerator % denominator, denominator, stream);
    }

    /** The same for a ratio of at most one: the first k at which a coin of probability ratio / k fails is odd. */
    private static boolean atMostOne(long numerator, long denominator, RandomGenerator stream) {
        long k = 1;
        while (stream.nextLong(Math.multiplyExact(denominator, k)) < numerator) {
            k++;
        }
        return k % 2 == 1;
    }
}
