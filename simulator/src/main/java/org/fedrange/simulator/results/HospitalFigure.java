package org.fedrange.simulator.results;

import java.util.Map;
import org.fedrange.learning.metric.Metric;

/**
 * One hospital's test patients under the final model.
 *
 * @param hospital its name
 * @param byzantine whether it belongs to the adversary
 * @param patients number of its test patients, over all folds
 * @param test figures on them; empty below {@link #FEWEST_PATIENTS}
 */
public record HospitalFigure(String hospital, boolean byzantine, int patients, Map<Metric, Double> test) {
    /** Below this many patients a figure says more about chance, and about single patients, than about the hospital. */
    public static final int FEWEST_PATIENTS = 10;

    public HospitalFigure {
        test = Round.inOrder(test);
    }
}
