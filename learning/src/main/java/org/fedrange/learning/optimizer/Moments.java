package org.fedrange.learning.optimizer;

import org.fedrange.learning.ParameterVector;

/**
 * Running means of the change and of its square, coordinate by coordinate: what the adaptive optimisers remember.
 *
 * <pre>
 * m = beta1 m + (1 - beta1) delta,  v = next(v, delta^2),  model = model + learningRate m / (sqrt(v) + tau)
 * </pre>
 *
 * <p>m starts at 0 and v at tau^2; there is no correction of their start, as in the paper.
 */
record Moments(ParameterVector mean, ParameterVector square) implements ServerOptimizer.Memory {
    /** How the running square follows the square of a change. */
    interface Square {
        double next(double v, double square);
    }

    static Moments fresh(ParameterVector model, double tau) {
        ParameterVector start = model.filled((from, length, block) -> java.util.Arrays.fill(block, 0, length, tau * tau));
        return new Moments(model.scaled(0), start);
    }

    ServerOptimizer.Step step(
            ParameterVector model, ParameterVector proposed, double beta1, Square square, double learningRate, double tau) {
        ParameterVector delta = proposed.minus(model);
        ParameterVector nextMean = mean.combined(beta1, 1 - beta1, delta);
        double[] read = new double[ParameterVector.BLOCK];
        ParameterVector nextSquare = this.square.filled((from, length, block) -> {
            this.square.read(from, length, block);
            delta.read(from, length, read);
            for (int i = 0; i < length; i++) {
                block[i] = square.next(block[i], read[i] * read[i]);
            }
        });
        ParameterVector along = nextMean.filled((from, length, block) -> {
            nextMean.read(from, length, block);
            nextSquare.read(from, length, read);
            for (int i = 0; i < length; i++) {
                block[i] /= Math.sqrt(read[i]) + tau;
            }
        });
        return new ServerOptimizer.Step(model.plus(learningRate, along), new Moments(nextMean, nextSquare));
    }
}
