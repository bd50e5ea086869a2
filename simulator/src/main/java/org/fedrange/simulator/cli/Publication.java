package org.fedrange.simulator.cli;

import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.report.Report;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tables;

/** Turns finished runs into tables and report. */
final class Publication {
    private Publication() {}

    /** Writes tables and report from what is finished, and gives the finished runs by cell. */
    static SortedMap<String, Run> publish(ResultsFolder folder, StudyRecord study) {
        SortedMap<String, Run> runs = finished(folder, study);
        Tables tables = new Tables(study, runs);
        tables.all().forEach(folder::write);
        tables.strangers().forEach(folder::remove);
        folder.write(ResultsFolder.REPORT, Report.html(study, runs));
        return runs;
    }

    static SortedMap<String, Run> finished(ResultsFolder folder, StudyRecord study) {
        SortedMap<String, Run> runs = new TreeMap<>();
        study.cells().forEach(cell -> folder.run(cell.id()).ifPresent(run -> runs.put(cell.id(), run)));
        return runs;
    }
}
