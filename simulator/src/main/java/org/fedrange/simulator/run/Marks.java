package org.fedrange.simulator.run;

import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Figures;

/** What a model told patients, added up over the folds of a cell. */
final class Marks {
    private final Predictions validation;
    private final Predictions test;
    private int aimed;
    private int deceived;

    Marks(int classes) {
        this.validation = new Predictions(classes);
        this.test = new Predictions(classes);
    }

    Predictions validation() {
        return validation;
    }

    Predictions test() {
        return test;
    }

    /** Counts patients at whom an attack aims, and those of them who are told its target. */
    void aimed(float[] probabilities, int patients, int target) {
        aimed += patients;
        int classes = patients == 0 ? 0 : probabilities.length / patients;
        for (int i = 0; i < patients; i++) {
            deceived += Metric.predicted(probabilities, i, classes) == target ? 1 : 0;
        }
    }

    Figures figures() {
        return new Figures(validation.figures(), test.figures(), aimed, deceived);
    }
}
