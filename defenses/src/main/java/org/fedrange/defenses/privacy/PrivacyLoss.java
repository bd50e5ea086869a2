package org.fedrange.defenses.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The accountant of privacy loss distributions: the losses of all steps are put on a grid and composed.
 *
 * <p>{@link #epsilon} rounds and leaves out in the pessimistic direction only, so its answer is never below the truth;
 * {@link #optimistic} bounds the truth from below. The grid costs about a thousandth of epsilon.
 *
 * <p>Steps in which every unit takes part under Gaussian noise compose to one such step, whose epsilon is exact up to 700; from there on only
 * P(L > epsilon) is bounded, here as in every sum: that costs at most 1.
 */
final class PrivacyLoss {
    /** What the first grid may cost, as a share of a moment bound on epsilon. */
    private static final double TOLERANCE = 1e-3;
    /** A last halving that changes epsilon by no more than this share leaves an error of about a third of it. */
    private static final double CHANGE = 8e-3;
    private static final int MOST_GRIDS = 10;
    /** How far the optimistic bound may lie below, as a share of epsilon. */
    private static final double OFF = 5e-3;
    private static final double LEFT_OUT = 1e-4;
    private static final int COARSE = 1000;

    private final List<Steps> ledger;
    private final double delta;

    PrivacyLoss(List<Steps> ledger, double delta) {
        this.ledger = ledger;
        this.delta = delta;
    }

    /** An epsilon that holds. */
    double epsilon() {
        if (ledger.stream().allMatch(PrivacyLoss::isGaussian)) {
            double square = ledger.stream().mapToDouble(steps -> 2 * steps.mechanism().concentrated() * steps.steps()).sum();
            double exact = Gaussian.epsilon(StrictMath.sqrt(square), delta);
            return exact < LossSum.HUGE ? exact : square / 2 + StrictMath.sqrt(square) * NormalTail.quantile(delta);
        }
        if (steps() == 1) {
            return Math.max(single(pair(ledger.getFirst(), false)), single(pair(ledger.getFirst(), true)));
        }
        return Math.max(epsilon(false), epsilon(true));
    }

    private static boolean isGaussian(Steps steps) {
        return steps.samplingRate() == 1 && (steps.mechanism() instanceof Gaussian || steps.mechanism() instanceof GroupGaussian);
    }

    /** One step needs no composition: delta = P(L > epsilon) - e^epsilon Q(L > epsilon). */
    private double single(LossPair pair) {
        double low = 0;
        double high = Math.max(0, pair.highest(delta)) * (1 + 1e-9);
        while (high - low > 1e-12 * high) {
            double middle = (low + high) / 2;
            double discounted = middle < LossSum.HUGE ? StrictMath.exp(middle) * pair.upperQ(middle) : 0;
            if (pair.upperP(middle) - discounted <= delta) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** A number that no epsilon that holds is below. */
    double optimistic() {
        return Math.max(optimistic(false), optimistic(true));
    }

    /** Finer and finer grids, until one half as wide changes little: the error falls with the square of the width. */
    private double epsilon(boolean added) {
        Tilt tilt = tilt(added);
        double last = tilt.bound();
        double epsilon = Math.max(0, last);
        double width = width(tilt);
        for (int i = 0; i < MOST_GRIDS && epsilon > 0; i++) {
            epsilon = Math.min(last, epsilon(added, tilt, width));
            if (i > 0 && last - epsilon <= CHANGE * epsilon) {
                return epsilon;
            }
            last = epsilon;
            width /= 2;
        }
        return epsilon;
    }

    private double epsilon(boolean added, Tilt tilt, double width) {
        LossSum sum = sum(added, width);
        double left = delta * (1 - 1e-6) - sum.infinite() - LEFT_OUT * delta;
        for (double order = tilt.order(); order > 1e-9 * tilt.order(); order /= 2) {
            OptionalDouble epsilon = sum.epsilon(left, order, LEFT_OUT * delta);
            if (epsilon.isPresent()) {
                return epsilon.getAsDouble();
            }
        }
        return tilt.bound();
    }

    /**
     * A grid point differs from the loss it stands for by less than a width, on average by at most an eighth of its square: by
     * Hoeffding's inequality the sum differs by more than {@code off} with a probability of at most a thousandth of delta.
     */
    private double optimistic(boolean added) {
        double pessimistic = epsilon(added);
        if (pessimistic <= 0) {
            return 0;
        }
        double spread = StrictMath.sqrt(steps() / 2 * -StrictMath.log(1e-3 * delta));
        double width = OFF * pessimistic / spread;
        double off = steps() * width * width / 8 * (1 + width) + width * spread;
        LossSum sum = sum(added, width);
        OptionalDouble epsilon = sum.epsilon(delta * (1 + 1e-3 + 2 * LEFT_OUT), tilt(added).order(), LEFT_OUT * delta);
        return Math.max(0, epsilon.orElse(0) - off);
    }

    private double steps() {
        return ledger.stream().mapToDouble(Steps::steps).sum();
    }

    /** The order at which a moment bound on epsilon is smallest, and that bound. */
    private record Tilt(double order, double bound) {}

    private Tilt tilt(boolean added) {
        List<LossSum.Part> parts = new ArrayList<>();
        for (Steps steps : ledger) {
            LossPair pair = pair(steps, added);
            double width = (pair.highest(tail()) - pair.lowest(tail())) / COARSE;
            parts.add(new LossSum.Part(DiscreteLoss.of(pair, width, tail()), steps.steps()));
        }
        LossSum coarse = new LossSum(parts);
        double left = delta - coarse.infinite();
        DoubleUnaryOperator bound = order -> RenyiBound.epsilon(coarse.logMoment(order) / order, order + 1, left);
        double order = Minimum.of(bound, 1e-6, 1e7);
        return new Tilt(order, bound.applyAsDouble(order));
    }

    /** The discretisation adds about order (order + 1) width^2 / 12 to each step's logarithmic moment. */
    private double width(Tilt tilt) {
        double width = StrictMath.sqrt(12 * TOLERANCE * tilt.bound() / (steps() * (tilt.order() + 1)));
        for (Steps steps : ledger) {
            LossPair pair = pair(steps, false);
            width = Math.min(width, (pair.highest(tail()) - pair.lowest(tail())) / 16);
        }
        return width;
    }

    private LossSum sum(boolean added, double width) {
        return new LossSum(ledger.stream()
                .map(steps -> new LossSum.Part(DiscreteLoss.of(pair(steps, added), width, tail()), steps.steps()))
                .toList());
    }

    /** What a step may leave out at either end. */
    private double tail() {
        return LEFT_OUT * delta / steps();
    }

    private static LossPair pair(Steps steps, boolean added) {
        return added ? steps.mechanism().added(steps.samplingRate()) : steps.mechanism().removed(steps.samplingRate());
    }
}
