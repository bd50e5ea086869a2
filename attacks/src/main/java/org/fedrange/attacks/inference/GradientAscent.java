package org.fedrange.attacks.inference;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * A malicious coordinator makes the model unlearn one candidate before it sends it: whoever trains on that record puts it back, and its update shows it.
 *
 * <pre>
 * round of candidate x:   v = w;  while loss(v; x) &lt; L:  v = v + step g / |g|,   g = gradient of loss(v; x);   v goes out to all hospitals
 * score of x = largest over what comes back of cos(gradient of loss(v; x), gradient behind the update)
 * </pre>
 *
 * <p>One candidate a round: two that are raised together hide each other. Each update is looked at by itself, so that sending the changed model to one hospital alone would tell
 * nothing more; of a secure sum only the sum is. The model that is trained goes on where it was. The paper looks at how gradient and loss fall again; the angle, which is free of
 * how far the loss was raised, tells members better here than the loss does.
 *
 * <p>Example: softmax of one feature without a bias, x = 1 of class 0, weights (0, 0): loss ln 2 = 0.69, gradient (-1/2, 1/2). A step of 0.7 along it gives (-0.495, 0.495), loss
 * ln(1 + e^0.99) = 1.31. An update of (0.2, -0.2) scores 1, one of (0.2, 0.2) 0, one of (-0.2, 0.2) -1.
 *
 * <p>Source: Nasr, Shokri, Houmansadr, "Comprehensive Privacy Analysis of Deep Learning", 2019, the active attack of a global attacker, isolating.
 */
public record GradientAscent(
        @Parameter(value = "round in which the first changed model goes out", min = 1, max = 1_000_000) int round,
        @Parameter(value = "candidates asked about in each fold, an even number, one in each round from that one on", unit = "records", min = 2, max = 2000,
                byDefault = "200") int candidates,
        @Parameter(value = "cross-entropy to which the candidate's own is raised", above = 0, max = 10, byDefault = "3") double loss,
        @Parameter(value = "length of a step of ascent", above = 0, byDefault = "0.1") double step)
        implements Membership {
    /** Where a record's gradient vanishes, its loss rises no more. */
    private static final int MOST_STEPS = 200;

    public GradientAscent {
        Parameters.check(GradientAscent.class, round, candidates, loss, step);
        if (candidates % 2 != 0) {
            throw new IllegalArgumentException("candidates must be an even number, as many members as others, got " + candidates);
        }
    }

    @Override
    public ObserverKnowledge knowledge() {
        return ObserverKnowledge.AGGREGATOR_VIEW;
    }

    @Override
    public int lastRound() {
        return round + candidates - 1;
    }

    /** The round before, too, for momentum. */
    @Override
    public boolean watches(int asked) {
        return asked >= round - 1 && asked <= lastRound();
    }

    @Override
    public boolean crafts(int asked) {
        return asked >= round && asked <= lastRound();
    }

    @Override
    public int mostCandidates() {
        return candidates;
    }

    /** What goes out in the place of a model in the round of a candidate, the only record of {@code candidate}. */
    public FloatVector raised(Network network, FloatVector model, Examples candidate) {
        FloatVector raised = model;
        for (int i = 0; i < MOST_STEPS; i++) {
            Network.Gradient uphill = network.gradient(raised, candidate, new int[] {0});
            double length = uphill.vector().norm();
            if (uphill.loss() >= loss || length == 0) {
                break;
            }
            raised = (FloatVector) raised.plus(step / length, uphill.vector());
        }
        return raised;
    }

    @Override
    public double[] scores(View view, Examples candidates, Examples side, ShadowTraining shadows, Streams streams) {
        double[] scores = new double[candidates.size()];
        for (int row = 0; row < scores.length; row++) {
            int its = row;
            int asked = round + row;
            // Where nothing came back, nothing is known: at right angles.
            scores[row] = view.contributions().stream().filter(seen -> seen.round() == asked).mapToDouble(seen -> back(view, seen, candidates, its)).max().orElse(0);
        }
        return scores;
    }

    /** How nearly an update goes where the candidate's own gradient sends it. */
    private static double back(View view, Contribution seen, Examples candidates, int row) {
        FloatVector own = view.task().network().gradient(seen.model(), candidates, new int[] {row}).vector();
        return GradientAlignment.cosine(own, GradientEstimate.of(view, seen));
    }
}
