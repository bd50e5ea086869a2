package org.fedrange.aggregation.secure;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Shamir's secret sharing of 32-byte secrets: any {@code t} of the shares give the secret back, and fewer say nothing about it.
 *
 * <pre>
 * f(x) = s + c_1 x + ... + c_(t-1) x^(t-1)  over GF(p),  p = 2^61 - 1,   share of holder x: f(x), x = 1, 2, ...
 * s = sum_i f(x_i) prod_(j != i) x_j / (x_j - x_i)
 * </pre>
 *
 * <p>A secret is cut into {@value #LIMBS} limbs of at most 56 bits, each shared with a polynomial of its own, so that all arithmetic is
 * exact in 128 bits.
 *
 * <p>Example: s = 42, c = (7, 3), t = 3: f(1) = 52, f(2) = 68, f(3) = 90, and 3 * 52 - 3 * 68 + 90 = 42.
 *
 * <p>Source: Shamir, "How to Share a Secret", 1979.
 */
public final class Shamir {
    /** The Mersenne prime 2^61 - 1. */
    static final long P = (1L << 61) - 1;

    /** Elements of the field that make one share. */
    public static final int LIMBS = 5;

    /** Bytes of a secret. */
    public static final int SECRET_BYTES = 32;

    private static final int LIMB_BYTES = 7;

    private Shamir() {}

    /**
     * Shares a secret.
     *
     * @param secret {@value #SECRET_BYTES} bytes
     * @param threshold number of shares that give it back, t
     * @param points where the holders' shares are taken, distinct and at least 1
     * @param coefficients where the polynomials' coefficients come from
     * @return a share of {@value #LIMBS} limbs for each point
     */
    static long[][] split(byte[] secret, int threshold, int[] points, RandomGenerator coefficients) {
        if (secret.length != SECRET_BYTES || threshold < 1 || threshold > points.length) {
            throw new IllegalArgumentException(
                    "cannot share " + secret.length + " bytes " + threshold + "-of-" + points.length);
        }
        long[][] shares = new long[points.length][LIMBS];
        long[] polynomial = new long[threshold];
        for (int limb = 0; limb < LIMBS; limb++) {
            polynomial[0] = limb(secret, limb);
            for (int i = 1; i < threshold; i++) {
                polynomial[i] = element(coefficients);
            }
            for (int i = 0; i < points.length; i++) {
                shares[i][limb] = at(polynomial, points[i]);
            }
        }
        return shares;
    }

    /** A uniform element of the field. */
    private static long element(RandomGenerator random) {
        long drawn = random.nextLong() >>> 3;
        while (drawn == P) {
            drawn = random.nextLong() >>> 3;
        }
        return drawn;
    }

    /** The polynomial's value at a point. */
    static long at(long[] polynomial, long point) {
        long value = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            value = add(multiply(value, point), polynomial[i]);
        }
        return value;
    }

    /** What Lagrange's formula multiplies the shares at {@code points} with to find the polynomial's value at {@code x}. */
    static long[] weights(int[] points, long x) {
        long[] weights = new long[points.length];
        for (int i = 0; i < points.length; i++) {
            long above = 1;
            long below = 1;
            for (int j = 0; j < points.length; j++) {
                if (j != i) {
                    above = multiply(above, subtract(points[j], x));
                    below = multiply(below, subtract(points[j], points[i]));
                }
            }
            weights[i] = multiply(above, inverse(below));
        }
        return weights;
    }

    /** The sum of weights times shares, limb by limb. */
    static long[] combined(long[] weights, long[][] shares) {
        long[] value = new long[LIMBS];
        for (int i = 0; i < weights.length; i++) {
            for (int limb = 0; limb < LIMBS; limb++) {
                value[limb] = add(value[limb], multiply(weights[i], shares[i][limb]));
            }
        }
        return value;
    }

    /**
     * The secret whose limbs these are.
     *
     * @throws IllegalArgumentException where they are those of no secret: a share was wrong
     */
    static byte[] secret(long[] limbs) {
        byte[] secret = new byte[SECRET_BYTES];
        for (int i = 0; i < LIMBS; i++) {
            int bytes = Math.min(LIMB_BYTES, SECRET_BYTES - i * LIMB_BYTES);
            if (limbs[i] >>> (8 * bytes) != 0) {
                throw new IllegalArgumentException("the shares do not belong together");
            }
            for (int j = 0; j < bytes; j++) {
                secret[i * LIMB_BYTES + j] = (byte) (limbs[i] >>> (8 * j));
            }
        }
        return secret;
    }

    private static long limb(byte[] secret, int limb) {
        byte[] bytes = Arrays.copyOfRange(secret, limb * LIMB_BYTES, Math.min(SECRET_BYTES, (limb + 1) * LIMB_BYTES));
        long value = 0;
        for (int j = bytes.length - 1; j >= 0; j--) {
            value = value << 8 | (bytes[j] & 0xffL);
        }
        return value;
    }

    static long add(long a, long b) {
        long sum = a + b;
        return sum >= P ? sum - P : sum;
    }

    private static long subtract(long a, long b) {
        return a >= b ? a - b : a - b + P;
    }

    /** The product of two elements: the 122 bits are folded at bit 61, as 2^61 = 1 in the field. */
    static long multiply(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        return add(low & P, low >>> 61 | high << 3);
    }

    /** The inverse by Fermat: a^(p-2). */
    static long inverse(long a) {
        long power = a;
        long result = 1;
        for (long exponent = P - 2; exponent != 0; exponent >>= 1) {
            if ((exponent & 1) == 1) {
                result = multiply(result, power);
            }
            power = multiply(power, power);
        }
        return result;
    }
}
