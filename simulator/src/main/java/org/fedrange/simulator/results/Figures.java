package org.fedrange.simulator.results;

import java.util.Map;
import org.fedrange.learning.metric.Metric;

/**
 * How good one model is.
 *
 * @param validation figures on the patients kept for validation; empty where there are none
 * @param test the same on the test patients
 * @param aimed test patients at whom an attack aims
 * @param deceived how many of them the model tells what the attack wants
 */
public record Figures(Map<Metric, Double> validation, Map<Metric, Double> test, int aimed, int deceived) {
    public Figures {
        validation = Round.inOrder(validation);
        test = Round.inOrder(test);
    }

    /** Share of the patients aimed at who are told what the attack wants; NaN where it aims at nobody. */
    public double attackSuccess() {
        return (double) deceived / aimed;
    }
}
