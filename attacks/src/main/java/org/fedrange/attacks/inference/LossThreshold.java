package org.fedrange.attacks.inference;

import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * Holds those for members whom the final model predicts best.
 *
 * <pre>
 * score = ln p[label]
 * </pre>
 *
 * <p>Says little about single patients: easy cases score high whether they were trained on or not.
 *
 * <p>Example: a patient given 0.9 for the own class scores -0.105, one given 0.5 scores -0.693.
 *
 * <p>Source: Yeom, Giacomelli, Fredrikson, Jha, "Privacy Risk in Machine Learning: Analyzing the Connection to Overfitting", 2018.
 */
public record LossThreshold() implements Membership {
    @Override
    public double[] scores(View view, Examples candidates, Examples side, ShadowTraining shadows, Streams streams) {
        double[] scores = Confidence.of(view.task(), view.last(), candidates);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.log(scores[i]);
        }
        return scores;
    }
}
