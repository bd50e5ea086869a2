package org.fedrange.attacks.inference;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * The likelihood ratio attack: for each candidate, whether the model treats it as models do that were trained on it, or as those that were not.
 *
 * <pre>
 * f = ln p[label] / (1 - p[label])
 * online:   score = ln N(f; mean in, variance in) - ln N(f; mean out, variance out)
 * offline:  score = (f - mean out) / deviation out
 * </pre>
 *
 * <p>Means are over shadow models trained on the candidate and not; each candidate is in half of them. With {@code fixedVariance} one variance in and
 * one out serve all candidates, which is better with few models. Offline only models are used that were not trained on the candidate: an observer could
 * have trained them before it knew whom it will be asked about.
 *
 * <p>Example: in N(2, 1), out N(0, 1), f = 2: online -0 + 2 = 2, offline 2; for f = 1 online 0: it may be either.
 *
 * <p>Source: Carlini, Chien, Nasr, Song, Terzis, Tramèr, "Membership Inference Attacks From First Principles", 2022.
 */
public record Lira(
        @Parameter(value = "shadow models, an even number", unit = "models", min = 2, max = 10_000, byDefault = "64") int shadows,
        @Parameter(value = "whether models trained on the candidate are used", byDefault = "true") boolean online,
        @Parameter(value = "whether one variance serves all candidates", byDefault = "true") boolean fixedVariance)
        implements Membership {
    /** Added to variances, so that models that all agree do not divide by zero. */
    private static final double SLACK = 1e-6;

    public Lira {
        Parameters.check(Lira.class, shadows, online, fixedVariance);
        requireEven(shadows);
    }

    static void requireEven(int shadows) {
        if (shadows % 2 != 0) {
            throw new IllegalArgumentException("shadows must be an even number, so that each record is in half of them, got " + shadows);
        }
    }

    @Override
    public double[] scores(View view, Examples candidates, Examples side, ShadowTraining training, Streams streams) {
        Shadows trained = Shadows.of(view, candidates, side, shadows, training, streams);
        double[][] all = trained.logits(view.task(), candidates);
        double[] observed = Confidence.logit(view.task(), view.last(), candidates);
        double[][] in = new double[observed.length][];
        double[][] out = new double[observed.length][];
        for (int i = 0; i < observed.length; i++) {
            in[i] = trained.column(all, i, true);
            out[i] = trained.column(all, i, false);
        }
        return scores(observed, in, out);
    }

    /** From what the model says of each candidate and what those trained on it and those not trained on it say. */
    double[] scores(double[] observed, double[][] in, double[][] out) {
        double[] varianceIn = variances(in);
        double[] varianceOut = variances(out);
        double[] scores = new double[observed.length];
        for (int i = 0; i < scores.length; i++) {
            double fromOut = observed[i] - Shadows.mean(out[i]);
            double fromIn = observed[i] - Shadows.mean(in[i]);
            scores[i] = online
                    ? density(fromIn, varianceIn[i]) - density(fromOut, varianceOut[i])
                    : fromOut / Math.sqrt(varianceOut[i]);
        }
        return scores;
    }

    /** Logarithm of the normal density, but for a constant. */
    private static double density(double distance, double variance) {
        return -0.5 * (distance * distance / variance + StrictMath.log(variance));
    }

    private double[] variances(double[][] values) {
        double[] variances = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            variances[i] = Shadows.variance(values[i]) + SLACK;
            sum += variances[i] / values.length;
        }
        if (fixedVariance) {
            java.util.Arrays.fill(variances, sum);
        }
        return variances;
    }
}
