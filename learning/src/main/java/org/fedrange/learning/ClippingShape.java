package org.fedrange.learning;

import java.util.List;

/**
 * What a bound on a vector's length holds for: all of it at once, or each layer of the model by itself.
 *
 * <p>Example: (3, 4, 0.6) in layers of two numbers and one, Euclidean bound 2. Flat: the length is 5.036, and all of it shrinks to (1.19, 1.59, 0.24). Per layer each may be
 * 2 / sqrt(2) = 1.414 long: (0.849, 1.131, 0.6), so that a layer with a small gradient is not drowned by one with a large.
 *
 * <p>Source: McMahan, Ramage, Talwar, Zhang, "Learning Differentially Private Recurrent Language Models", 2018, section 3, flat and per-layer clipping with equal bounds.
 */
public enum ClippingShape {
    /** The whole vector at once. */
    FLAT,
    /** Each layer's weights and biases by themselves, to an even part of the bound, so that all together keep to it. */
    PER_LAYER;

    /** Shortens one part of a vector, which has so many. */
    @FunctionalInterface
    public interface Bound {
        /** The part, short enough. */
        ParameterVector of(ParameterVector part, int parts);
    }

    /** How many coordinates belong to each part that is bounded by itself, given those of each layer. */
    public List<Integer> parts(List<Integer> layers) {
        return this == FLAT ? List.of(layers.stream().mapToInt(Integer::intValue).sum()) : layers;
    }

    /** What a part of this length is multiplied with; 0 where the length is no number, which would pass for a short one. */
    public static double factor(double norm, double bound) {
        return norm <= bound ? 1 : Double.isFinite(norm) ? bound / norm : 0;
    }

    /**
     * The vector with each of its parts bounded.
     *
     * @param layers how many of its coordinates belong to each layer, in order
     */
    public ParameterVector bounded(ParameterVector vector, List<Integer> layers, Bound bound) {
        if (this == FLAT) {
            return bound.of(vector, 1);
        }
        double[] all = new double[vector.size()];
        int from = 0;
        for (int length : layers) {
            double[] part = bound.of(vector.part(from, length), layers.size()).toDoubles();
            System.arraycopy(part, 0, all, from, length);
            from += length;
        }
        return vector.filled((first, length, block) -> System.arraycopy(all, first, block, 0, length));
    }
}
