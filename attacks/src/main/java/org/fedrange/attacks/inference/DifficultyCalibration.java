package org.fedrange.attacks.inference;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * The loss threshold, less how hard an example is for models that were not trained on it.
 *
 * <pre>
 * score = ln p[label] - mean of ln p'[label] over shadow models p' not trained on the example
 * </pre>
 *
 * <p>Example: 0.9 from the model and 0.8 on average from the others: ln 0.9 - ln 0.8 = 0.118. A hard case, 0.4 against 0.2, scores 0.693.
 *
 * <p>Source: Watson, Guo, Cormode, Sablayrolles, "On the Importance of Difficulty Calibration in Membership Inference Attacks", 2022.
 */
public record DifficultyCalibration(
        @Parameter(value = "shadow models, each trained on half of those who may be members and of the observer's own examples", unit = "models",
                min = 2, max = 10_000, byDefault = "16") int shadows)
        implements Membership {
    public DifficultyCalibration {
        Parameters.check(DifficultyCalibration.class, shadows);
        Lira.requireEven(shadows);
    }

    @Override
    public double[] scores(View view, Examples candidates, Examples side, ShadowTraining training, Streams streams) {
        Shadows trained = Shadows.of(view, candidates, side, shadows, training, streams);
        double[][] others = trained.confidences(view.task(), candidates);
        double[] scores = Confidence.of(view.task(), view.last(), candidates);
        for (int i = 0; i < scores.length; i++) {
            double[] without = trained.column(others, i, false);
            double difficulty = 0;
            for (double confidence : without) {
                difficulty += StrictMath.log(confidence) / without.length;
            }
            scores[i] = StrictMath.log(scores[i]) - difficulty;
        }
        return scores;
    }
}
