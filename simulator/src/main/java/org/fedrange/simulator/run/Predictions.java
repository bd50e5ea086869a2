package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.ClassFigure;
import org.fedrange.simulator.results.HospitalFigure;

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
            float[] all = pooled();
            int[] truth = truth();
            for (Metric metric : Metric.values()) {
                figures.put(metric, metric.measure(all, truth, classes));
            }
        }
        return figures;
    }

    /** Class by class, what is found; no figure for a class of too few patients. */
    List<ClassFigure> classes(List<String> names) {
        int[] truth = truth();
        double[] recalls = Metric.recalls(pooled(), truth, classes);
        List<ClassFigure> figures = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            int label = i;
            int its = (int) Arrays.stream(truth).filter(one -> one == label).count();
            figures.add(new ClassFigure(names.get(i), its, its < HospitalFigure.FEWEST_PATIENTS ? null : recalls[i]));
        }
        return figures;
    }

    private float[] pooled() {
        float[] all = new float[patients * classes];
        int at = 0;
        for (float[] part : probabilities) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private int[] truth() {
        return labels.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
