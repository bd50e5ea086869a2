package org.fedrange.defenses.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The sum of independent privacy losses, composed by the fast Fourier transform.
 *
 * <p>Each loss is first tilted, its probabilities multiplied by e^(order L) and scaled to one, and the tilt is undone after the
 * composition. With the order at which a moment bound is smallest the composed probabilities are large where epsilon lies, so that they
 * are exact there to many digits however small delta is, and a window of a few standard deviations suffices.
 *
 * <p>Source: Koskela, Jälkö, Honkela, "Computing Tight Differential Privacy Guarantees Using FFT", 2020; the tilt is that of
 * Esscher, "On the Probability Function in the Collective Theory of Risk", 1932.
 *
 * @param parts losses on one grid, each with how often it is added
 */
record LossSum(List<Part> parts) {
    private static final int LARGEST = 1 << 21;
    /** Tilted probability outside the window, which wraps around and is counted at wrong places in it, on top of what is there. */
    private static final double NEGLIGIBLE = 1e-13;
    /** Losses from here on are counted in full: e^-loss is about to leave the range of double numbers. Costs at most 1 in epsilon. */
    static final double HUGE = 700;

    /** The tilt is undone by factors up to e to this, either way: more would leave the range of double numbers. */
    private static final double STEEPEST = 600;

    private static final double[] NEARBY = {0.25, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 20, 30, 50};

    /** A loss and how often it is added. */
    record Part(DiscreteLoss loss, int times) {}

    /** ln E[e^(order L)] of the sum, over finite losses. */
    double logMoment(double order) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.times() * part.loss().logMoment(order);
        }
        return sum;
    }

    /** A bound on the probability that the sum is infinite. */
    double infinite() {
        return parts.stream().mapToDouble(part -> part.times() * part.loss().infinite()).sum();
    }

    /** Where the composed probabilities are kept, in grid points. */
    private record Window(long from, int size) {}

    /**
     * The epsilon at which finite losses alone have this delta; sums above the window are left out, which {@code leftOut} bounds.
     *
     * @param order the tilt
     * @param leftOut how much probability may lie above the window
     * @return empty where the window would be too large, lies above that epsilon, or is too wide for so steep a tilt
     */
    OptionalDouble epsilon(double delta, double order, double leftOut) {
        double moment = logMoment(order);
        Window window = window(order, moment, leftOut);
        if (window.size() > LARGEST || order * width() * window.size() / 2 > STEEPEST) {
            return OptionalDouble.empty();
        }
        return scan(composed(order, window.size()), window, order, moment, delta);
    }

    private double width() {
        return parts.getFirst().loss().width();
    }

    private Window window(double order, double moment, double leftOut) {
        double deviation = deviation(order);
        double high = smallest(c -> (logMoment(order + c / deviation) - StrictMath.log(leftOut)) / (order + c / deviation));
        double whole = smallest(c -> (logMoment(order + c / deviation) - moment - StrictMath.log(NEGLIGIBLE)) * deviation / c);
        double low = -smallest(c -> (logMoment(order - c / deviation) - moment - StrictMath.log(NEGLIGIBLE)) * deviation / c);
        long from = (long) StrictMath.floor(low / width());
        double points = StrictMath.ceil(Math.max(high, whole) / width()) + 2 - from;
        return new Window(from, points > LARGEST ? LARGEST + 1 : Math.max(16, 2 * Integer.highestOneBit((int) points - 1)));
    }

    private static double smallest(DoubleUnaryOperator bound) {
        return Arrays.stream(NEARBY).map(bound).min().orElseThrow();
    }

    /** Standard deviation of the tilted sum. */
    private double deviation(double order) {
        double variance = 0;
        for (Part part : parts) {
            double[] tilted = part.loss().tilted(order);
            double mean = 0;
            double square = 0;
            for (int i = 0; i < tilted.length; i++) {
                mean += tilted[i] * i;
                square += tilted[i] * i * i;
            }
            variance += part.times() * Math.max(1e-6, square - mean * mean) * width() * width();
        }
        return StrictMath.sqrt(variance);
    }

    /** Probabilities of the tilted sum, the grid point k at k modulo the size. */
    private double[] composed(double order, int size) {
        double[][] product = null;
        for (Part part : parts) {
            double[][] spectrum = {wrapped(part.loss(), order, size), new double[size]};
            FastFourierTransformer.transformInPlace(spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
            power(spectrum, part.times());
            product = product == null ? spectrum : times(product, spectrum);
        }
        double[][] all = java.util.Objects.requireNonNull(product);
        FastFourierTransformer.transformInPlace(all, DftNormalization.STANDARD, TransformType.INVERSE);
        return all[0];
    }

    private static double[] wrapped(DiscreteLoss loss, double order, int size) {
        double[] tilted = loss.tilted(order);
        double[] wrapped = new double[size];
        int at = (int) Math.floorMod(loss.first(), (long) size);
        for (double mass : tilted) {
            wrapped[at] += mass;
            at = (at + 1) & (size - 1);
        }
        return wrapped;
    }

    /** Each complex number to that power, by repeated squaring; numbers whose power is negligible become zero. */
    private static void power(double[][] spectrum, int times) {
        double negligible = StrictMath.exp(-100.0 / times);
        for (int i = 0; i < spectrum[0].length; i++) {
            double re = spectrum[0][i];
            double im = spectrum[1][i];
            double outRe = 1;
            double outIm = 0;
            int left = re * re + im * im < negligible ? 0 : times;
            while (left > 0) {
                if ((left & 1) == 1) {
                    double swap = outRe * re - outIm * im;
                    outIm = outRe * im + outIm * re;
                    outRe = swap;
                }
                double square = re * re - im * im;
                im = 2 * re * im;
                re = square;
                left >>= 1;
            }
            boolean zero = spectrum[0][i] * spectrum[0][i] + spectrum[1][i] * spectrum[1][i] < negligible;
            spectrum[0][i] = zero ? 0 : outRe;
            spectrum[1][i] = zero ? 0 : outIm;
        }
    }

    private static double[][] times(double[][] a, double[][] b) {
        for (int i = 0; i < a[0].length; i++) {
            double re = a[0][i] * b[0][i] - a[1][i] * b[1][i];
            a[1][i] = a[0][i] * b[1][i] + a[1][i] * b[0][i];
            a[0][i] = re;
        }
        return a;
    }

    /** Goes down the window until delta is reached, then solves for epsilon between two grid points. */
    private OptionalDouble scan(double[] tilted, Window window, double order, double moment, double delta) {
        // Where a moment bound puts epsilon: the scaled target is then near 1, and so are the sums where it is reached.
        long center = Math.round((moment - StrictMath.log(delta)) / order / width());
        double target = StrictMath.exp(StrictMath.log(delta) - moment + order * center * width());
        double above = 0; // sum of scaled probabilities of losses above the grid point
        double discounted = 0; // the same, each probability times e^-(loss - grid point)
        for (long k = window.from() + window.size() - 1; k >= window.from(); k--) {
            discounted *= StrictMath.exp(-width());
            if (k * width() >= HUGE && above >= target) {
                return OptionalDouble.of((k + 1) * width());
            }
            if (k * width() < HUGE && above - discounted >= target) {
                return OptionalDouble.of(Math.max(0, k * width() + StrictMath.log((above - target) / discounted)));
            }
            if (k < 0) {
                return OptionalDouble.of(0);
            }
            double weight = tilted[(int) Math.floorMod(k, (long) window.size())];
            double probability = weight > 0 ? weight * StrictMath.exp(-order * (k - center) * width()) : 0;
            above += probability;
            discounted += probability;
            if (!Double.isFinite(above)) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }
}
