package org.fedrange.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.function.Supplier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A parameter vector in single precision. Its array may be read in place by kernels and is never written after construction. */
public final class FloatVector implements ParameterVector {
    private final float[] values;
    /** Known with the digest, as both read every number; written before it. */
    private boolean finite;

    private volatile @Nullable String digest;

    private FloatVector(float[] values) {
        this.values = values;
    }

    /** A vector of these numbers, copied. */
    public static FloatVector of(float... values) {
        return new FloatVector(values.clone());
    }

    /** A vector over {@code values} itself: the caller gives the array away and must not write it again. */
    public static FloatVector owning(float[] values) {
        return new FloatVector(values);
    }

    /** A vector of {@code size} zeros. */
    public static FloatVector zeros(int size) {
        return new FloatVector(new float[size]);
    }

    /** The coordinates in place, to be read only. */
    public float[] array() {
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
        for (int i = 0; i < length; i++) {
            to[i] = values[from + i];
        }
    }

    @Override
    public FloatVector part(int from, int length) {
        return new FloatVector(Arrays.copyOfRange(values, from, from + length));
    }

    @Override
    public FloatVector filled(Filler filler) {
        float[] result = new float[values.length];
        fill(result, 0, result.length, BLOCK, filler);
        return new FloatVector(result);
    }

    @Override
    public FloatVector filled(int step, Supplier<Filler> fillers) {
        float[] result = new float[values.length];
        Sections.each(result.length, (from, to) -> fill(result, from, to, step, fillers.get()));
        return new FloatVector(result);
    }

    private static void fill(float[] result, int from, int to, int step, Filler filler) {
        double[] block = new double[step];
        for (int at = from; at < to; at += step) {
            int length = Math.min(step, to - at);
            filler.fill(at, length, block);
            for (int i = 0; i < length; i++) {
                result[at + i] = (float) block[i];
            }
        }
    }

    @Override
    public boolean isFinite() {
        return digest != null ? finite : isFinite(0, values.length);
    }

    private boolean isFinite(int from, int length) {
        int carry = 0;
        for (int i = from; i < from + length; i++) {
            // An exponent of all ones, which infinities and NaN have, carries into the sign: an OR that runs in vectors.
            carry |= (Float.floatToRawIntBits(values[i]) & 0x7f800000) + 0x00800000;
        }
        return carry >= 0;
    }

    @Override
    public FloatVector damaged(int index, int bit) {
        float[] result = values.clone();
        result[index] = Float.intBitsToFloat(Float.floatToRawIntBits(values[index]) ^ (1 << bit));
        return new FloatVector(result);
    }

    @Override
    public double norm() {
        return Math.sqrt(SquaredLength.of(values, 0, values.length));
    }

    @Override
    public FloatVector scaled(double factor) {
        float[] result = new float[values.length];
        float by = (float) factor;
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] * by;
        }
        return new FloatVector(result);
    }

    @Override
    public FloatVector combined(double factor, double otherFactor, ParameterVector other) {
        if (!(other instanceof FloatVector that) || that.values.length != values.length) {
            throw new IllegalArgumentException("cannot add " + other + " to " + this);
        }
        float[] result = new float[values.length];
        float by = (float) factor;
        float byOther = (float) otherFactor;
        for (int i = 0; i < result.length; i++) {
            result[i] = by * values[i] + byOther * that.values[i];
        }
        return new FloatVector(result);
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
        int most = Sha256.PIECE / Float.BYTES;
        boolean allFinite = true;
        for (int from = 0; from < values.length; from += most) {
            int length = Math.min(most, values.length - from);
            piece.asFloatBuffer().put(values, from, length);
            sha256.update(piece.array(), 0, length * Float.BYTES);
            allFinite &= isFinite(from, length);
        }
        finite = allFinite;
        return Sha256.hex(sha256);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FloatVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length <= 8 ? Arrays.toString(values) : "single vector of " + values.length + " coordinates";
    }
}
