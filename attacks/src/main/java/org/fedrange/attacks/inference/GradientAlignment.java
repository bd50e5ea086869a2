package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.attacks.Inner;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * How far the model went, round after round, where a candidate's own gradient would have sent it.
 *
 * <pre>
 * score = mean over rounds r of cos(-gradient of the candidate's loss at w_(r-1), w_r - w_(r-1))
 * </pre>
 *
 * <p>Needs no shadow models, and sees all models released, not the last alone. Rounds in which no model was released do not count.
 *
 * <p>Example: gradients (-1, 0) and (0, -1) of two candidates, a step of (2, 0): the first scores 1, the second 0.
 *
 * <p>Source: Nasr, Shokri, Houmansadr, "Comprehensive Privacy Analysis of Deep Learning", 2019, for attacks over rounds; Li, Li, Ribeiro, "Effective Passive
 * Membership Inference Attacks in Federated Learning Against Overparameterized Models", 2023, for angles between gradients and updates.
 */
public record GradientAlignment() implements Membership {
    @Override
    public double[] scores(View view, Examples candidates, Examples side, ShadowTraining shadows, Streams streams) {
        List<FloatVector> models = List.copyOf(view.released().values());
        List<FloatVector> steps = new ArrayList<>();
        List<FloatVector> starts = new ArrayList<>();
        for (int i = 1; i < models.size(); i++) {
            FloatVector step = (FloatVector) models.get(i).minus(models.get(i - 1));
            if (step.norm() > 0) {
                steps.add(step);
                starts.add(models.get(i - 1));
            }
        }
        double[] scores = new double[candidates.size()];
        List<Double> all = shadows.workers().results(scores.length, row -> {
            double sum = 0;
            for (int i = 0; i < steps.size(); i++) {
                FloatVector gradient = view.task().network().gradient(starts.get(i), candidates, new int[] {row}).vector();
                sum -= cosine(gradient, steps.get(i)) / steps.size();
            }
            return sum;
        });
        for (int i = 0; i < scores.length; i++) {
            scores[i] = all.get(i);
        }
        return scores;
    }

    static double cosine(FloatVector one, FloatVector other) {
        double norms = one.norm() * other.norm();
        return norms == 0 ? 0 : Inner.product(one, other) / norms;
    }
}
