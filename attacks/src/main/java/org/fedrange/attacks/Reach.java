package org.fedrange.attacks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;

/**
 * How far from the honest updates the vector mu + gamma p lies, as a function of gamma: with e_i = mu - x_i its squared distance from x_i is
 * gamma^2 p.p + 2 gamma p.e_i + e_i.e_i.
 */
final class Reach {
    /** Just inside, so that rounding does not lead out. */
    private static final double INSIDE = 1 - 1e-12;

    private final ParameterVector mean;
    private final ParameterVector direction;
    private final double[] along;
    private final double[] apart;
    private final double square;
    private final double[][] distances;

    Reach(List<Update> honest, Direction direction) {
        Sample sample = new Sample(honest);
        this.mean = sample.combined(1, 0);
        this.direction = direction.from(sample);
        this.along = new double[honest.size()];
        this.apart = new double[honest.size()];
        this.square = Inner.product(this.direction, this.direction);
        this.distances = sample.squaredDistances();
        for (int i = 0; i < along.length; i++) {
            ParameterVector error = mean.minus(honest.get(i).change());
            along[i] = Inner.product(this.direction, error);
            apart[i] = Inner.product(error, error);
        }
    }

    /** Why there is no way to go, in the name of the attack that asks; empty where there is. */
    static Optional<String> infeasible(String attack, int honest) {
        return honest >= 2 ? Optional.empty()
                : Optional.of(attack + " needs at least 2 honest nodes, got " + honest + ": of one alone it can only repeat the update");
    }

    /** The vector with the largest gamma for which no honest update is farther away than the two that are farthest apart. */
    ParameterVector withinTheLargestDistance() {
        double most = Arrays.stream(distances).flatMapToDouble(Arrays::stream).max().orElse(0);
        double gamma = Double.POSITIVE_INFINITY;
        for (int i = 0; i < along.length; i++) {
            gamma = Math.min(gamma, root(square, along[i], apart[i] - most));
        }
        return at(gamma);
    }

    /** The vector with the largest gamma whose squared distances add up to no more than those of some honest update. */
    ParameterVector withinTheLargestSum() {
        double most = 0;
        for (int i = 0; i < along.length; i++) {
            double sum = 0;
            for (double distance : distances[i]) {
                sum += distance;
            }
            most = Math.max(most, sum);
        }
        double linear = 0;
        double constant = -most;
        for (int i = 0; i < along.length; i++) {
            linear += along[i];
            constant += apart[i];
        }
        return at(root(along.length * square, linear, constant));
    }

    /** The larger root of a g^2 + 2 b g + c, or 0 where the way leads nowhere. */
    private static double root(double a, double b, double c) {
        return a > 0 ? Math.max(0, (-b + Math.sqrt(Math.max(0, b * b - a * c))) / a) : 0;
    }

    private ParameterVector at(double gamma) {
        return mean.plus(gamma * INSIDE, direction);
    }
}
