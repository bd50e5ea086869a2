package org.fedrange.learning;

import java.util.function.Supplier;
/**
 * The parameters of a model, or a change to them: numbers that never change.
 *
 * <p>Runs use {@link FloatVector}; {@link DoubleVector} serves checks against references in double precision. Rules and
 * attacks are written once, against this type, and answer in the precision they are given.
 */
public sealed interface ParameterVector permits FloatVector, DoubleVector {
    /** Coordinates that are worked on at a time: few enough that those of a dozen vectors stay in a fast cache. */
    int BLOCK = 512;

    /** Number of coordinates. */
    int size();

    /** The coordinate at {@code index}, from 0. */
    double get(int index);

    /** Writes {@code length} coordinates, from the one at {@code from}, to the beginning of {@code to}. */
    void read(int from, int length, double[] to);

    /** So many coordinates, from the one at {@code from}, as a vector of this precision. */
    ParameterVector part(int from, int length);

    /** A new vector of this size and precision, written block by block from the first coordinate on. */
    ParameterVector filled(Filler filler);

    /** As {@link #filled(Filler)}, in blocks of {@code step} numbers and the {@link Sections} side by side, each by a filler of its own. */
    ParameterVector filled(int step, Supplier<Filler> fillers);

    /** Writes {@code length} coordinates, from the one at {@code from}, to the beginning of a block. */
    @FunctionalInterface
    interface Filler {
        /** Writes one block. */
        void fill(int from, int length, double[] block);
    }

    /** Whether every coordinate is finite. */
    boolean isFinite();

    /** Euclidean norm, summed in double precision and in an order that depends on {@link #size()} only. */
    double norm();

    /** Each coordinate times {@code factor}. */
    ParameterVector scaled(double factor);

    /** {@code factor} times this plus {@code otherFactor} times {@code other}, which must have the same size and precision. */
    ParameterVector combined(double factor, double otherFactor, ParameterVector other);

    /** SHA-256 of the coordinates as little-endian IEEE 754 numbers, in lower-case hexadecimal; computed once. */
    String digest();

    /** This plus {@code factor} times {@code other}. */
    default ParameterVector plus(double factor, ParameterVector other) {
        return combined(1, factor, other);
    }

    /** Sum of this vector and {@code other}. */
    default ParameterVector plus(ParameterVector other) {
        return plus(1, other);
    }

    /** This vector less {@code other}. */
    default ParameterVector minus(ParameterVector other) {
        return plus(-1, other);
    }

    /** The same with one bit of one coordinate turned; bit 0 is the least of its significand. */
    ParameterVector damaged(int index, int bit);

    /** The coordinates as a new array. */
    default double[] toDoubles() {
        double[] copy = new double[size()];
        read(0, copy.length, copy);
        return copy;
    }
}
