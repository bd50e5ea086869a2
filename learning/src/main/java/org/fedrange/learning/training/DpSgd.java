package org.fedrange.learning.training;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Ziggurat;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * Patient-level differential privacy: federated averaging whose hospitals take noisy steps in which no patient counts for more than a bound.
 *
 * <pre>
 * each step:  every patient is drawn with probability samplingRate, independently (Poisson)
 *             g = (sum of g_i min(1, clippingNorm / ||g_i||) + N(0, (noiseMultiplier clippingNorm)^2 I)) / (samplingRate patients),   w = w - learningRate g
 * hospital:   sends w - global after localSteps steps;   coordinator:  global = global + a
 * </pre>
 *
 * <p>Example: two patients with gradients (3, 4) and (0.3, 0.4), bound 1, rate 1, no noise drawn: g = ((0.6, 0.8) + (0.3, 0.4)) / 2 = (0.45, 0.6).
 *
 * <p>The divisor is how many are expected, never how many were drawn, which would tell who was; a step in which nobody is drawn is noise alone. Neighbours: a patient added or removed.
 * The number of patients of a hospital is not protected. Everything that is done with what the hospital sends costs nothing more, so every stage and rule may follow. Byzantine hospitals
 * promise nothing. For softmax regression and multi-layer perceptrons lengths of gradients come from inputs and errors of each layer; convolutional networks take one patient after the
 * other.
 *
 * <p>Source: Abadi, Chu, Goodfellow, McMahan, Mironov, Talwar, Zhang, "Deep Learning with Differential Privacy", 2016, algorithm 1 with a fixed denominator.
 */
public record DpSgd(
        @Parameter(value = "steps of a hospital in one round", unit = "steps", min = 1, max = 1_000_000, byDefault = "1") int localSteps,
        @Parameter(value = "probability with which each patient is drawn for a step", above = 0, max = 1) double samplingRate,
        @Parameter(value = "step of the hospital along the noisy gradient", above = 0) double learningRate,
        @Parameter(value = "largest Euclidean norm of a patient's gradient", above = 0) double clippingNorm,
        @Parameter(value = "what the bound holds for: flat, the whole gradient; or per-layer, each layer for itself", byDefault = "flat") ClippingShape clipping,
        @Parameter(value = "standard deviation of the noise over clippingNorm", min = 1e-2, max = 1e6, derived = "the least with which all steps of all rounds stay within epsilon")
                @Nullable Double noiseMultiplier,
        @Parameter(value = "budget of each patient for all rounds together, by privacy loss distributions", above = 0, derived = "none") @Nullable Double epsilon,
        @Parameter(value = "probability with which epsilon may fail; below one over the number of a hospital's patients", above = 0, below = 1) double delta)
        implements PrivateTraining {
    public DpSgd {
        Parameters.check(DpSgd.class, localSteps, samplingRate, learningRate, clippingNorm, clipping, noiseMultiplier, epsilon, delta);
        PrivateTraining.requireNoise(noiseMultiplier, epsilon);
    }

    @Override
    public int noisySteps() {
        return localSteps;
    }

    @Override
    public DpSgd withNoiseMultiplier(double changed) {
        return new DpSgd(localSteps, samplingRate, learningRate, clippingNorm, clipping, changed, epsilon, delta);
    }

    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        float[] local = ((FloatVector) global).array().clone();
        float[] gradient = new float[local.length];
        double deviation = Objects.requireNonNull(noiseMultiplier, "noiseMultiplier is not resolved yet") * clippingNorm;
        double expected = samplingRate * examples.size();
        double loss = 0;
        long processed = 0;
        int taken = 0;
        for (int step = 0; step < localSteps; step++) {
            int[] rows = Batches.poisson(examples.size(), samplingRate, stream);
            java.util.Arrays.fill(gradient, 0);
            if (rows.length > 0) {
                loss += network.clippedGradient(local, examples, rows, clippingNorm, clipping, new double[rows.length], gradient);
                taken++;
            }
            processed += rows.length;
            for (int i = 0; i < local.length; i++) {
                local[i] -= (float) (learningRate * (gradient[i] + deviation * Ziggurat.draw(stream)) / expected);
            }
        }
        FloatVector change = (FloatVector) FloatVector.owning(local).minus(global);
        return new Local(change, memory, taken == 0 ? Double.NaN : loss / taken, examples.size(), processed);
    }

    /** Those drawn, where there is one step; everybody may have been where there are more. */
    @Override
    public int[] rows(int examples, RandomGenerator stream) {
        return localSteps == 1 ? Batches.poisson(examples, samplingRate, stream) : PrivateTraining.super.rows(examples, stream);
    }
}
