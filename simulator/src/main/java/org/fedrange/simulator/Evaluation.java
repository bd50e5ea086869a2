package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.metric.Metric;
import org.jspecify.annotations.Nullable;

/** How and when the global model is judged. Choices are made on the validation part, never on test. */
public record Evaluation(
        @Parameter(value = "evaluate in every so many rounds, and after the last", min = 1, byDefault = "10") int every,
        @Parameter(value = "the metric that tables and charts lead with", byDefault = "balanced-accuracy") Metric metric,
        @Parameter(value = "share of each hospital's training examples kept for validation", min = 0, below = 1, byDefault = "0.2")
                double validation,
        @Parameter(
                        value = "folds of cross-validation for data without a test set of its own; 1 with one",
                        min = 1,
                        max = 100,
                        derived = "1 where the data has a test set, otherwise 5")
                @Nullable Integer folds,
        @Parameter(value = "trainings with a canary, and as many without, that measure each promise of hospital-level privacy; 0 measures none", unit = "trainings", min = 0, max = 1_000_000,
                byDefault = "0") int privacyTrials) {
    public Evaluation {
        Parameters.check(Evaluation.class, every, metric, validation, folds, privacyTrials);
        if (privacyTrials > 0 && privacyTrials < 20) {
            throw new IllegalArgumentException("privacyTrials must be 0 or at least 20, got " + privacyTrials);
        }
    }
}
