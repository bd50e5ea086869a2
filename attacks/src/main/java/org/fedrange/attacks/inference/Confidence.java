package org.fedrange.attacks.inference;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;

/** What a model thinks of the true class. */
final class Confidence {
    /** Probabilities are taken for no nearer to 0 and 1 than single precision tells them apart. */
    private static final double LEAST = 1e-7;

    private Confidence() {}

    /** The probability of each example's own class. */
    static double[] of(Task task, FloatVector model, Examples examples) {
        int classes = task.shape().classes();
        float[] probabilities = task.network().probabilities(model, examples);
        double[] confidences = new double[examples.size()];
        for (int i = 0; i < confidences.length; i++) {
            confidences[i] = Math.max(LEAST, probabilities[i * classes + examples.labels()[i]]);
        }
        return confidences;
    }

    /** Its log odds, ln p / (1 - p), in which models scatter nearly normally. */
    static double[] logit(Task task, FloatVector model, Examples examples) {
        int classes = task.shape().classes();
        float[] probabilities = task.network().probabilities(model, examples);
        double[] odds = new double[examples.size()];
        for (int i = 0; i < odds.length; i++) {
            double others = 0;
            for (int label = 0; label < classes; label++) {
                others += label == examples.labels()[i] ? 0 : probabilities[i * classes + label];
            }
            double own = probabilities[i * classes + examples.labels()[i]];
            odds[i] = StrictMath.log(Math.max(LEAST, own)) - StrictMath.log(Math.max(LEAST, others));
        }
        return odds;
    }
}
