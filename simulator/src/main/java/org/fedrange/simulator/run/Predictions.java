package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fedrange.learning.metric.Metric;

/** Predictions pooled over folds, so that each patient counts once, in the order they were made. */
final class Predictions {
    private final int classes;
    private final List<float[]> probabilities = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();
    private int patients;

    Predictions(int classes) {
        this.classes = classes;
    }

    void add(float[] itsProbabilities, int[] itsLabels) {
        probabilities.add(itsProbabilities);
        labels.add(itsLabels);
        patients += itsLabels.length;
    }

    int patients() {
        return patients;
    }

    /** Every metric; empty where there are no patients. */
    Map<Metric, Double> figures() {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        if (patients > 0) {
            float[] all = new float[patients * classes];
            int[] truth = new int[patients];
            int at = 0;
            for (int i = 0; i < labels.size(); i++) {
                System.arraycopy(probabilities.get(i), 0, all, at * classes, probabilities.get(i).length);
                System.arraycopy(labels.get(i), 0, truth, at, labels.get(i).length);
                at += labels.get(i).length;
            }
            for (Metric metric : Metric.values()) {
                figures.put(metric, metric.measure(all, truth, classes));
            }
        }
        return figures;
    }
}
