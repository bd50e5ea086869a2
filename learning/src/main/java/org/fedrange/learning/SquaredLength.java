package org.fedrange.learning;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Squared length of a vector, summed in double precision and always in the same order, on every CPU.
 *
 * <pre>
 * 16 sums side by side, of every 16th number each; then the sums added from first to last, and after them what is left of the numbers
 * </pre>
 *
 * <p>However many numbers the CPU takes at a time, the sums are the same.
 *
 * <p>Example: (3, 4) gives 25.
 */
public final class SquaredLength {
    private static final int LANES = 16;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    private SquaredLength() {}

    /** Of {@code length} numbers from {@code from} on. */
    public static double of(float[] x, int from, int length) {
        int whole = length - length % LANES;
        double sum = whole == 0 ? 0 : ofWhole(x, from, whole);
        for (int i = from + whole; i < from + length; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }

    /** The same in double precision. */
    public static double of(double[] x, int from, int length) {
        int whole = length - length % LANES;
        double sum = whole == 0 ? 0 : ofWhole(x, from, whole);
        for (int i = from + whole; i < from + length; i++) {
            sum += x[i] * x[i];
        }
        return sum;
    }

    private static double ofWhole(float[] x, int from, int length) {
        double[] sums = new double[LANES];
        for (int lane = 0; lane < LANES; lane += DOUBLES.length()) {
            DoubleVector sum = DoubleVector.zero(DOUBLES);
            for (int at = from + lane; at < from + length; at += LANES) {
                DoubleVector number = (DoubleVector) jdk.incubator.vector.FloatVector.fromArray(FLOATS, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
                sum = sum.add(number.mul(number));
            }
            sum.intoArray(sums, lane);
        }
        return total(sums);
    }

    private static double ofWhole(double[] x, int from, int length) {
        double[] sums = new double[LANES];
        for (int lane = 0; lane < LANES; lane += DOUBLES.length()) {
            DoubleVector sum = DoubleVector.zero(DOUBLES);
            for (int at = from + lane; at < from + length; at += LANES) {
                DoubleVector number = DoubleVector.fromArray(DOUBLES, x, at);
                sum = sum.add(number.mul(number));
            }
            sum.intoArray(sums, lane);
        }
        return total(sums);
    }

    private static double total(double[] sums) {
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return total;
    }
}
