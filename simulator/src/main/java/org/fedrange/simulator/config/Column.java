package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.Experiment;

/**
 * Where an experiment stands in a study apart from its attack and seed.
 *
 * @param defense label of everything that defends: stages and rule, then hospital-side defenses
 * @param setting labels of what else the matrix varies, by path
 */
public record Column(String defense, SortedMap<String, String> setting) {
    /** Axes that tables and charts show in places of their own. */
    private static final List<String> OWN_PLACE = List.of("adversary", "adversary.attack", "rule", "stages", "defenses", "seed");

    private static final String ADVERSARY = "adversary.";

    public Column {
        setting = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(setting));
    }

    /**
     * The column of a resolved experiment.
     *
     * @param axes paths of the matrix
     * @param labels the experiment's label on each axis
     */
    public static Column of(StudyFile file, Experiment experiment, List<String> axes, List<String> labels) {
        List<String> parts = new ArrayList<>();
        experiment.stages().forEach(stage -> parts.add(file.label(stage)));
        parts.add(file.label(experiment.rule()));
        experiment.defenses().forEach(defense -> parts.add(file.label(defense)));
        SortedMap<String, String> setting = new TreeMap<>();
        for (int i = 0; i < axes.size(); i++) {
            String path = axes.get(i);
            boolean shown = OWN_PLACE.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + ".") || path.startsWith(own + "["));
            // What the adversary sees or when it strikes is no part of an attack's label.
            if (!shown || (path.startsWith(ADVERSARY) && !path.startsWith("adversary.attack"))) {
                setting.put(path, labels.get(i));
            }
        }
        return new Column(String.join(" + ", parts), setting);
    }

    /**
     * What one value is chosen for when {@code tuned} is tuned: nobody knows beforehand what the adversary does, but how many nodes it
     * has is part of the setting.
     */
    public String tunedFor(String tuned) {
        List<String> parts = new ArrayList<>(List.of(defense));
        for (Map.Entry<String, String> one : setting.entrySet()) {
            boolean adversary = one.getKey().startsWith(ADVERSARY) && !one.getKey().startsWith("adversary.nodes");
            if (!one.getKey().equals(tuned) && !adversary) {
                parts.add(one.getValue());
            }
        }
        return String.join(", ", parts);
    }
}
