package org.fedrange.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.function.Supplier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A parameter vector in double precision. Its array may be read in place by kernels and is never written after construction. */
public final class DoubleVector implements ParameterVector {
    private final double[] values;
    private volatile @Nullable String digest;

    private DoubleVector(double[] values) {
        this.values = values;
    }

    /** A vector of these numbers, copied. */
    public static DoubleVector of(double... values) {
        return new DoubleVector(values.clone());
    }

    /** A vector over {@code values} itself: the caller gives the array away and must not write it again. */
    public static DoubleVector owning(double[] values) {
        return new DoubleVector(values);
    }

    /** A vector of {@code size} zeros. */
    public static DoubleVector zeros(int size) {
        return new DoubleVector(new double[size]);
    }

    /** The coordinates in place, to be read only. */
    public double[] array() {
        return values;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public double get(int index) {
        return values[index];
    }

    @Override
    public void read(int from, int length, double[] to) {
        System.arraycopy(values, from, to, 0, length);
    }

    @Override
    public DoubleVector part(int from, int length) {
        return new DoubleVector(Arrays.copyOfRange(values, from, from + length));
    }

    @Override
    public DoubleVector filled(Filler filler) {
        double[] result = new double[values.length];
        fill(result, 0, result.length, BLOCK, filler);
        return new DoubleVector(result);
    }

    @Override
    public DoubleVector filled(int step, Supplier<Filler> fillers) {
        return filled(values.length, step, fillers);
    }

    /** A vector of so many coordinates, filled as by {@link #filled(int, Supplier)}. */
    public static DoubleVector filled(int size, int step, Supplier<Filler> fillers) {
        double[] result = new double[size];
        Sections.each(size, (from, to) -> fill(result, from, to, step, fillers.get()));
        return new DoubleVector(result);
    }

    private static void fill(double[] result, int from, int to, int step, Filler filler) {
        double[] block = new double[step];
        for (int at = from; at < to; at += step) {
            int length = Math.min(step, to - at);
            filler.fill(at, length, block);
            System.arraycopy(block, 0, result, at, length);
        }
    }

    @Override
    public boolean isFinite() {
        double zero = 0;
        for (double value : values) {
            // Zero as long as everything is finite, and NaN from the first number that is not.
            zero += value * 0;
        }
        return zero == 0;
    }

    @Override
    public DoubleVector damaged(int index, int bit) {
        double[] result = values.clone();
        result[index] = Double.longBitsToDouble(Double.doubleToRawLongBits(values[index]) ^ (1L << bit));
        return new DoubleVector(result);
    }

    @Override
    public double norm() {
        return Math.sqrt(SquaredLength.of(values, 0, values.length));
    }

    @Override
    public DoubleVector scaled(double factor) {
        double[] result = new double[values.length];
        double by = factor;
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] * by;
        }
        return new DoubleVector(result);
    }

    @Override
    public DoubleVector combined(double factor, double otherFactor, ParameterVector other) {
        if (!(other instanceof DoubleVector that) || that.values.length != values.length) {
            throw new IllegalArgumentException("cannot add " + other + " to " + this);
        }
        double[] result = new double[values.length];
        double by = factor;
        double byOther = otherFactor;
        for (int i = 0; i < result.length; i++) {
            result[i] = by * values[i] + byOther * that.values[i];
        }
        return new DoubleVector(result);
    }

    @Override
    public String digest() {
        String known = digest;
        if (known == null) {
            known = sha256();
            digest = known;
        }
        return known;
    }

    private String sha256() {
        MessageDigest sha256 = Sha256.start();
        // In pieces that stay in the fastest cache between being copied and being hashed.
        ByteBuffer piece = ByteBuffer.allocate(Sha256.PIECE).order(ByteOrder.LITTLE_ENDIAN);
        int most = Sha256.PIECE / Double.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int length = Math.min(most, values.length - from);
            piece.asDoubleBuffer().put(values, from, length);
            sha256.update(piece.array(), 0, length * Double.BYTES);
        }
        return Sha256.hex(sha256);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DoubleVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length <= 8 ? Arrays.toString(values) : "double vector of " + values.length + " coordinates";
    }
}
