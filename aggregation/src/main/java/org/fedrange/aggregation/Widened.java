package org.fedrange.aggregation;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Single-precision numbers in vectors of double precision: half a vector is read and fills a whole one. */
final class Widened {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));
    static final int STEP = SPECIES.length();

    private Widened() {}

    static DoubleVector of(float[] numbers, int at) {
        return of(FloatVector.fromArray(HALF, numbers, at));
    }

    static DoubleVector of(FloatVector half) {
        return (DoubleVector) half.convertShape(VectorOperators.F2D, SPECIES, 0);
    }
}
