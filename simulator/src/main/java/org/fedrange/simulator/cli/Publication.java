package org.fedrange.simulator.cli;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.evidence.ResidualRisk;
import org.fedrange.simulator.evidence.RiskTable;
import org.fedrange.simulator.evidence.ThreatCatalogue;
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
        tables(study, runs).forEach(folder::write);
        new Tables(study, runs).strangers().forEach(folder::remove);
        folder.write(ResultsFolder.REPORT, Report.html(study, runs));
        return runs;
    }

    /** Every table of a study by the name of its file. */
    static SortedMap<String, String> tables(StudyRecord study, Map<String, Run> runs) {
        SortedMap<String, String> tables = new Tables(study, runs).all();
        tables.put(RiskTable.FILE, RiskTable.csv(new ResidualRisk(study, runs, ThreatCatalogue.read())));
        return tables;
    }

    static SortedMap<String, Run> finished(ResultsFolder folder, StudyRecord study) {
        SortedMap<String, Run> runs = new TreeMap<>();
        study.cells().forEach(cell -> folder.run(cell.id()).ifPresent(run -> runs.put(cell.id(), run)));
        return runs;
    }
}
