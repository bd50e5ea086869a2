package org.fedrange.defenses;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Clipping;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.Context;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.metric.Metric;
import org.fedrange.learning.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * Clips and perturbs the model in each round, and lets many perturbed copies of the last one vote, so that a model that was moved a little
 * provably tells each patient the same.
 *
 * <pre>
 * each round:      w = w min(1, clippingNorm / ||w||) + deviation g;   in the last without noise
 * on an example:   the class most of {@code votes} models w + deviation g vote for;   pA, pB = shares of first and second class -+ sqrt(ln(1 / alpha) / (2 votes))
 * certified:       radius = deviation sqrt(-2 ln(1 - (sqrt pA - sqrt pB)^2)) where pA &gt; pB, else 0
 * </pre>
 *
 * <p>Example: 1000 votes, 990 for the first class and 10 for the second, alpha 0.001: the margin is 0.0588, pA = 0.931, pB = 0.0688, and with
 * deviation 0.1 the radius is 0.1 sqrt(-2 ln(1 - (0.965 - 0.262)^2)) = 0.1 sqrt(1.36) = 0.117.
 *
 * <p>The radius is for the model: if an attack in one round, with nobody attacking after it, moved that round's model by less than this in
 * Euclidean norm, the vote is the same as without the attack, but for a chance of alpha for each of the two shares. It holds for any model, and
 * for every rule and training by which nothing of that round is remembered but its model, as noise after each later round only brings the two
 * models' distributions closer. The paper goes on to bound how far a backdoor of a given size moves the model, for convex losses with a known
 * Lipschitz constant, and contracts by later rounds' noise; here neither is used: divide by that bound. {@code radius} is measured for each test patient, {@code certified} is 1 for those whose vote is right and who have a radius.
 * Votes are counted for the last round only; other rounds' figures are the model's own.
 *
 * <p>Source: Xie, Chen, Chen, Li, "CRFL: Certifiably Robust Federated Learning against Backdoor Attacks", 2021, algorithms 1 and 2 and theorem 1
 * with the divergence of two Gaussians in place of its bound; the model is clipped, not the update.
 */
public record Crfl(
        @Parameter(value = "largest Euclidean norm of the model", above = 0) double clippingNorm,
        @Parameter(value = "standard deviation of the noise in each coordinate", above = 0) double deviation,
        @Parameter(value = "models that vote on an example", unit = "models", min = 1, max = 1_000_000, byDefault = "1000") int votes,
        @Parameter(value = "chance that a share lies beyond its bound", above = 0, below = 1, byDefault = "0.001") double alpha,
        @Parameter(value = "the round without noise", unit = "rounds", min = 1, derived = "the last") @Nullable Integer last)
        implements Defense {
    public Crfl {
        Parameters.check(Crfl.class, clippingNorm, deviation, votes, alpha, last);
    }

    @Override
    public Outcome<ParameterVector> onModel(Context context, ParameterVector model) {
        ParameterVector clipped = new Clipping(clippingNorm).clipped(model);
        boolean noisy = context.round() != Objects.requireNonNull(last, "last of crfl is not resolved yet");
        return new Outcome<>(
                noisy ? Normal.noised(clipped, deviation, context.stream()) : clipped, new TreeMap<>(Map.of("normBefore", model.norm())));
    }

    @Override
    public boolean predicts() {
        return true;
    }

    @Override
    public Prediction onPrediction(Network network, FloatVector model, Examples examples, RandomGenerator stream) {
        int classes = examples.size() == 0 ? 0 : network.probabilities(model, examples).length / examples.size();
        float[] shares = new float[examples.size() * classes];
        int[] counts = new int[shares.length];
        for (int vote = 0; vote < votes && classes > 0; vote++) {
            float[] told = network.probabilities((FloatVector) Normal.noised(model, deviation, stream), examples);
            for (int i = 0; i < examples.size(); i++) {
                counts[i * classes + Metric.predicted(told, i, classes)]++;
            }
        }
        double[] radii = new double[examples.size()];
        double[] certified = new double[examples.size()];
        for (int i = 0; i < radii.length; i++) {
            int[] its = Arrays.copyOfRange(counts, i * classes, (i + 1) * classes);
            for (int k = 0; k < classes; k++) {
                shares[i * classes + k] = (float) its[k] / votes;
            }
            radii[i] = radius(its);
            certified[i] = radii[i] > 0 && Metric.predicted(shares, i, classes) == examples.labels()[i] ? 1 : 0;
        }
        return new Prediction(shares, new TreeMap<>(Map.of("radius", radii, "certified", certified)));
    }

    /** How far the model may have been moved without the vote changing; 0 where nothing is certain. */
    double radius(int[] counts) {
        int[] sorted = Arrays.stream(counts).sorted().toArray();
        double margin = Math.sqrt(StrictMath.log(1 / alpha) / (2.0 * votes));
        double first = (double) sorted[sorted.length - 1] / votes - margin;
        // No second class has more than what the first leaves.
        double second = Math.min((sorted.length > 1 ? (double) sorted[sorted.length - 2] / votes : 0) + margin, 1 - first);
        if (first <= second) {
            return 0;
        }
        double apart = Math.sqrt(first) - Math.sqrt(second);
        return deviation * Math.sqrt(-2 * StrictMath.log(1 - apart * apart));
    }

    @Override
    public Crfl resolved(Cohort cohort, int rounds) {
        return last != null ? this : new Crfl(clippingNorm, deviation, votes, alpha, rounds);
    }
}
