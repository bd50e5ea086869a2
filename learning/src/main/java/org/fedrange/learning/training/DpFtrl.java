package org.fedrange.learning.training;

import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * Patient-level differential privacy without sampling: a hospital goes through its patients once in a round, and noise is added to running sums of gradients, by a tree, in place of each
 * gradient.
 *
 * <pre>
 * each round: every patient goes into one of localSteps batches, drawn independently
 * each step:  G = sum of g_i min(1, clippingNorm / ||g_i||) over the patients of all batches so far
 *             w = global - learningRate (G + noise of the tree) localSteps / patients
 * tree:       each node N(0, (noiseMultiplier clippingNorm)^2 h I),  h = binary digits of localSteps
 * hospital:   sends w - global after localSteps steps;   coordinator:  global = global + a
 * </pre>
 *
 * <p>Example: localSteps 4 makes h = 3; with noiseMultiplier 2 and bound 1 a node's noise has deviation 2 sqrt(3) = 3.46, and so has the last running sum, that of one node over all four. DP-SGD
 * with noise of deviation 2 in each of four steps would have 4 in that sum, and would have spent four times.
 *
 * <p>A patient is in the noise of h nodes, each of which it changes by clippingNorm at most: a round is one step of Gaussian noise of noiseMultiplier, in which everybody takes part. Nothing rests
 * on the draw of the batches, whose order and number may be known. Neighbours: a patient added or removed; the number of patients of a hospital is not protected. The tree starts anew in each round,
 * with the model that all received.
 *
 * <p>Source: Kairouz, McMahan, Song, Thakkar, Thakurta, Xu, "Practical and Private (Deep) Learning without Sampling or Shuffling", 2021, algorithm 1 with a restart after each pass and
 * without momentum.
 */
public record DpFtrl(
        @Parameter(value = "steps of a hospital in one round, into which its patients are dealt", unit = "steps", min = 1, max = 1_000_000, byDefault = "8") int localSteps,
        @Parameter(value = "step of the hospital along the noisy sum of gradients", above = 0) double learningRate,
        @Parameter(value = "largest Euclidean norm of a patient's gradient", above = 0) double clippingNorm,
        @Parameter(value = "what the bound holds for: flat, the whole gradient; or per-layer, each layer for itself", byDefault = "flat") ClippingShape clipping,
        @Parameter(value = "standard deviation of the noise of a round over clippingNorm", min = 1e-2, max = 1e6, derived = "the least with which all rounds stay within epsilon")
                @Nullable Double noiseMultiplier,
        @Parameter(value = "budget of each patient for all rounds together, by privacy loss distributions", above = 0, derived = "none") @Nullable Double epsilon,
        @Parameter(value = "probability with which epsilon may fail; below one over the number of a hospital's patients", above = 0, below = 1) double delta)
        implements PrivateTraining {
    public DpFtrl {
        Parameters.check(DpFtrl.class, localSteps, learningRate, clippingNorm, clipping, noiseMultiplier, epsilon, delta);
        PrivateTraining.requireNoise(noiseMultiplier, epsilon);
    }

    @Override
    public double samplingRate() {
        return 1;
    }

    @Override
    public int noisySteps() {
        return 1;
    }

    @Override
    public DpFtrl withNoiseMultiplier(double changed) {
        return new DpFtrl(localSteps, learningRate, clippingNorm, clipping, changed, epsilon, delta);
    }

    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        float[] start = ((FloatVector) global).array();
        float[] local = start.clone();
        float[] sum = new float[local.length];
        float[] gradient = new float[local.length];
        int[] batch = IntStream.range(0, examples.size()).map(patient -> stream.nextInt(localSteps)).toArray();
        double multiplier = Objects.requireNonNull(noiseMultiplier, "noiseMultiplier is not resolved yet");
        TreeNoise tree = new TreeNoise(localSteps, sum.length, multiplier * clippingNorm * Math.sqrt(TreeNoise.height(localSteps)), stream);
        double rate = learningRate * localSteps / examples.size();
        double loss = 0;
        for (int step = 0; step < localSteps; step++) {
            int[] rows = rows(batch, step);
            if (rows.length > 0) {
                loss += rows.length * network.clippedGradient(local, examples, rows, clippingNorm, clipping, new double[rows.length], gradient);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += gradient[i];
                }
            }
            float[] noise = tree.next();
            for (int i = 0; i < local.length; i++) {
                local[i] = (float) (start[i] - rate * (sum[i] + noise[i]));
            }
        }
        FloatVector change = (FloatVector) FloatVector.owning(local).minus(global);
        return new Local(change, memory, loss / examples.size(), examples.size(), examples.size());
    }

    private static int[] rows(int[] batch, int step) {
        return IntStream.range(0, batch.length).filter(patient -> batch[patient] == step).toArray();
    }
}
