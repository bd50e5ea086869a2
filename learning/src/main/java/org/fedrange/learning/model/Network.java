package org.fedrange.learning.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;

/**
 * A differentiable classifier of a known shape; its parameters are handed in, layer by layer, weight [out, in] row-major,
 * then bias. Immutable, and safe to use from several threads at once.
 */
public interface Network {

    /** Number of parameters. */
    int parameters();

    /** How many parameters belong to each layer, in order. */
    List<Integer> layers();

    /** Parameters to start from, each layer's weights and biases uniform in +-1/sqrt(inputs). */
    FloatVector initial(RandomGenerator stream);

    /**
     * Mean cross-entropy over rows of {@code examples}; its gradient by the parameters is written to {@code gradient}.
     *
     * @throws IllegalArgumentException where parameters or features have the wrong size, or a label is no class
     */
    double gradient(float[] parameters, Examples examples, int[] rows, float[] gradient);

    /** As above, with the gradient in a new vector. */
    default Gradient gradient(FloatVector parameters, Examples examples, int[] rows) {
        float[] gradient = new float[parameters.size()];
        double loss = gradient(parameters.array(), examples, rows, gradient);
        return new Gradient(loss, FloatVector.owning(gradient));
    }

    /**
     * Mean cross-entropy over rows; the sum of every example's own gradient, scaled down to {@code bound} where it is longer, as {@code shape} says, is written to {@code gradient}, and the lengths
     * of whole gradients before to {@code norms}.
     */
    default double clippedGradient(float[] parameters, Examples examples, int[] rows, double bound, ClippingShape shape, double[] norms, float[] gradient) {
        Arrays.fill(gradient, 0);
        float[] own = new float[gradient.length];
        List<Integer> parts = shape.parts(layers());
        double loss = 0;
        for (int i = 0; i < rows.length; i++) {
            loss += gradient(parameters, examples, new int[] {rows[i]}, own);
            norms[i] = FloatVector.of(own).norm();
            int at = 0;
            for (int length : parts) {
                double norm = parts.size() == 1 ? norms[i] : FloatVector.owning(Arrays.copyOfRange(own, at, at + length)).norm();
                float factor = (float) ClippingShape.factor(norm, bound / Math.sqrt(parts.size()));
                for (int k = at; k < at + length && factor > 0; k++) {
                    gradient[k] += factor * own[k];
                }
                at += length;
            }
        }
        return loss / rows.length;
    }

    /** For each of the rows the gradient of that example's own loss, in order. */
    FloatVector[] exampleGradients(FloatVector parameters, Examples examples, int[] rows);

    /** Mean cross-entropy over rows, and its gradient by their features, row by row. */
    Gradient inputGradient(FloatVector parameters, Examples examples, int[] rows);

    /** The last convolution, otherwise the last hidden layer, to look at and to prune; empty for a network without either. */
    default Optional<HiddenUnits> hiddenUnits() {
        return Optional.empty();
    }

    /** The same function in double precision; empty where a model has only this one. */
    default Optional<Classifier<double[]>> precise() {
        return Optional.empty();
    }

    /** Class probabilities, example by example, {@code classes} numbers each. */
    float[] probabilities(FloatVector parameters, Examples examples);

    /** A loss and its gradient. */
    record Gradient(double loss, FloatVector vector) {}
}
