package org.fedrange.simulator.results;

import java.util.List;
import java.util.Map;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.WorstCase;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, as the results folder keeps it: enough to make tables, report and checks without the data.
 *
 * @param name the experiment's name
 * @param build digest of the tool's own classes
 * @param cpu the kind of CPU; empty where every cell is portable
 * @param metric the metric that tables and charts lead with
 * @param risk what counts as harm, and how much of it is tolerated
 * @param axes paths of the matrix
 * @param cells in matrix order; then what was added, twins before baselines
 * @param deals how patients were dealt, each different deal once
 * @param notices what the user should know about the study
 * @param tuning how values were chosen first; null where nothing was
 * @param claims what it puts to the test
 * @param figure what it draws; null for nothing of its own
 */
public record StudyRecord(
        String name,
        String build,
        String cpu,
        Metric metric,
        Study.Risk risk,
        List<String> axes,
        List<Entry> cells,
        List<Deal> deals,
        List<String> notices,
        @Nullable Tuning tuning,
        List<Claim> claims,
        @Nullable WorstCase figure) {
    public StudyRecord {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
        deals = List.copyOf(deals);
        notices = List.copyOf(notices);
        claims = List.copyOf(claims);
    }

    /**
     * One cell.
     *
     * @param id its id
     * @param identity SHA-256 over all that can change its numbers
     * @param declared whether the matrix lists it; otherwise it was added for comparison
     * @param attack label of its attack
     * @param defense label of everything that defends: stages and rule, then hospital-side defenses
     * @param setting labels of what else the matrix varies, by path, without the seed
     * @param seed its seed
     * @param twin id of the same cell with nobody attacking; null where there can be none
     * @param baseline id of the same cell with the plain mean
     * @param data digest of its data
     * @param portable whether its numbers do not depend on the kind of CPU
     * @param shape what its model must know of the data
     * @param experiment the resolved experiment as canonical JSON
     */
    public record Entry(
            String id,
            String identity,
            boolean declared,
            String attack,
            String defense,
            Map<String, String> setting,
            long seed,
            @Nullable String twin,
            String baseline,
            String data,
            boolean portable,
            Shape shape,
            String experiment) {
        public Entry {
            setting = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(setting));
        }

        /** Defense and setting in one label. */
        public String column() {
            return setting.isEmpty() ? defense : defense + ", " + String.join(", ", setting.values());
        }
    }

    /**
     * One way in which patients were dealt.
     *
     * @param data name of the data
     * @param seed the seed that dealt them
     * @param classes names of the classes
     * @param hospitals their names
     * @param examples for each hospital the number of its examples of each class, over training, validation and test
     * @param notes what a reader must know of the data
     */
    public record Deal(
            String data, long seed, List<String> classes, List<String> hospitals, List<List<Integer>> examples, List<String> notes) {
        public Deal {
            classes = List.copyOf(classes);
            hospitals = List.copyOf(hospitals);
            examples = examples.stream().map(List::copyOf).toList();
            notes = List.copyOf(notes);
        }
    }
}
