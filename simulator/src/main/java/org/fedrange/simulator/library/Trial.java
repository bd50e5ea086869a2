package org.fedrange.simulator.library;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.report.Report;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tables;

/**
 * What came out of an experiment.
 *
 * @param folder where its audit logs and cells lie
 * @param study its cells
 * @param runs what came out of each, by the cell's id
 */
public record Trial(Path folder, StudyRecord study, SortedMap<String, Run> runs) {
    public Trial {
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }

    /** Attacks against defenses, as the command line prints them. */
    public String table() {
        return TextTable.of(study, runs);
    }

    /** Every table of the results as CSV, by the name of its file. */
    public SortedMap<String, String> tables() {
        return new Tables(study, runs).all();
    }

    /** The report, a page of HTML. */
    public String report() {
        return Report.html(study, runs);
    }

    /** The runs of the cells, twins and baselines included, whose attack and defense begin so, in order of the study. */
    public List<Run> runs(String attack, String defense) {
        return study.cells().stream()
                .filter(cell -> cell.attack().startsWith(attack) && cell.column().startsWith(defense))
                .map(cell -> Objects.requireNonNull(runs.get(cell.id()))).toList();
    }

    /**
     * The final test figure of the leading metric, as a mean over the runs whose attack and defense begin so.
     *
     * @throws IllegalArgumentException where there are none, with those there are
     */
    public double figure(String attack, String defense) {
        double[] figures = runs(attack, defense).stream().mapToDouble(run -> run.finalTest(study.metric())).toArray();
        return Arrays.stream(figures).average().orElseThrow(() -> new IllegalArgumentException("no cell " + attack + " under " + defense + "; there are "
                + study.cells().stream().map(cell -> cell.attack() + " under " + cell.column()).distinct().toList()));
    }
}
