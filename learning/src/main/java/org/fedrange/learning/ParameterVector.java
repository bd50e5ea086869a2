package org.fedrange.learning;

/**
 * The parameters of a model, or a change to them: numbers that never change.
 *
 * <p>Runs use {@link FloatVector}; {@link DoubleVector} serves checks against references in double precision. Rules and
 * attacks are written once, against this type, and answer in the precision they are given.
 */
public sealed interface ParameterVector permits FloatVector, DoubleVector {

    /** Number of coordinates. */
    int size();

    /** The coordinate at {@code index}, from 0. */
    double get(int index);

    /** Whether every coordinate is finite. */
    boolean isFinite();

    /** Euclidean norm, summed in double precision and in an order that depends on {@link #size()} only. */
    double norm();

    /** Each coordinate times {@code factor}. */
    ParameterVector scaled(double factor);

    /** This plus {@code factor} times {@code other}, which must have the same size and precision. */
    ParameterVector plus(double factor, ParameterVector other);

    /** SHA-256 of the coordinates as big-endian IEEE 754 numbers, in lower-case hexadecimal; computed once. */
    String digest();

    /** Sum of this vector and {@code other}. */
    default ParameterVector plus(ParameterVector other) {
        return plus(1, other);
    }

    /** This vector less {@code other}. */
    default ParameterVector minus(ParameterVector other) {
        return plus(-1, other);
    }

    /** The coordinates as a new array. */
    default double[] toDoubles() {
        double[] copy = new double[size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = get(i);
        }
        return copy;
    }
}
