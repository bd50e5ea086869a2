package org.fedrange.attacks;

import org.fedrange.learning.ParameterVector;

/** Inner products of vectors, in double precision, summed in order of coordinates. */
public final class Inner {
    private Inner() {}

    /** Of two vectors of one size. */
    public static double product(ParameterVector a, ParameterVector b) {
        double[] left = new double[ParameterVector.BLOCK];
        double[] right = new double[ParameterVector.BLOCK];
        double sum = 0;
        for (int from = 0; from < a.size(); from += ParameterVector.BLOCK) {
            int length = Math.min(ParameterVector.BLOCK, a.size() - from);
            a.read(from, length, left);
            b.read(from, length, right);
            for (int k = 0; k < length; k++) {
                sum += left[k] * right[k];
            }
        }
        return sum;
    }
}
