package org.fedrange.defenses.privacy;

import java.util.Arrays;

/**
 * The privacy loss of a pair of distributions on a grid, never more favourable than the true one.
 *
 * <pre>
 * cell (l, l + h] with mass p under P and q under Q: its mass goes to both ends so that p and q are kept,
 * to the upper end (p - q e^l) / (1 - e^-h), the rest to the lower
 * </pre>
 *
 * <p>Its curve delta(epsilon) joins the true curve's points at the grid by chords in e^epsilon; that curve is convex, so the chords lie
 * above it. What lies below the grid is moved up to it, what lies above counts as an infinite loss.
 *
 * <p>Source: Doroshenko, Ghazi, Kamath, Kumar, Manurangsi, "Connect the Dots: Tighter Discrete Approximations of Privacy Loss
 * Distributions", 2022.
 *
 * @param width distance of grid points
 * @param first the first mass is that of the loss {@code first width}
 * @param masses probabilities, grid point by grid point
 * @param infinite probability of an infinite loss
 */
record DiscreteLoss(double width, long first, double[] masses, double infinite) {
    /** The pair on a grid of that width; at most about {@code tail} is left out at either end. */
    static DiscreteLoss of(LossPair pair, double width, double tail) {
        long first = (long) StrictMath.floor(pair.lowest(tail) / width) - 1;
        int cells = Math.toIntExact((long) StrictMath.ceil(pair.highest(tail) / width) + 1 - first);
        double[] masses = new double[cells + 1];
        double upperP = pair.upperP(first * width);
        double upperQ = pair.upperQ(first * width);
        masses[0] = 1 - upperP;
        double whole = -StrictMath.expm1(-width);
        for (int i = 0; i < cells; i++) {
            double nextP = pair.upperP((first + i + 1) * width);
            double nextQ = pair.upperQ((first + i + 1) * width);
            double p = Math.max(0, upperP - nextP);
            double q = Math.max(0, upperQ - nextQ) * StrictMath.exp((first + i) * width);
            double up = q > 0 && q <= p ? Math.min(p, (p - q) / whole) : q > p ? 0 : p;
            masses[i] += p - up;
            masses[i + 1] += up;
            upperP = nextP;
            upperQ = nextQ;
        }
        return new DiscreteLoss(width, first, masses, upperP);
    }

    /** ln E[e^(order L)] over finite losses. */
    double logMoment(double order) {
        // From the loss that counts most on, as the others' share would vanish beside a grid point that has no mass.
        int most = order > 0 ? highest() : lowest();
        double factor = StrictMath.exp(-Math.abs(order) * width);
        double sum = 0;
        if (order > 0) {
            for (int i = 0; i <= most; i++) {
                sum = sum * factor + masses[i];
            }
        } else {
            for (int i = masses.length - 1; i >= most; i--) {
                sum = sum * factor + masses[i];
            }
        }
        return order * loss(most) + StrictMath.log(sum);
    }

    private int lowest() {
        int lowest = 0;
        while (lowest < masses.length - 1 && masses[lowest] == 0) {
            lowest++;
        }
        return lowest;
    }

    private int highest() {
        int highest = masses.length - 1;
        while (highest > 0 && masses[highest] == 0) {
            highest--;
        }
        return highest;
    }

    /** The masses times e^(order L), scaled to sum to one. */
    double[] tilted(double order) {
        double moment = logMoment(order);
        double[] tilted = new double[masses.length];
        Arrays.setAll(tilted, i -> masses[i] == 0 ? 0 : masses[i] * StrictMath.exp(order * loss(i) - moment));
        return tilted;
    }

    /** The loss of a grid point. */
    double loss(int index) {
        return (first + index) * width;
    }
}
