package org.fedrange.simulator.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.evidence.ResidualRisk;
import org.fedrange.simulator.evidence.RiskTable;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.fedrange.simulator.pack.Assembly;
import org.fedrange.simulator.pack.Evidence;
import org.fedrange.simulator.pack.Pack;
import org.fedrange.simulator.report.EvidencePage;
import org.fedrange.simulator.report.Report;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.SealedFolder;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tables;

/** Turns finished runs into tables and report. */
final class Publication {
    private Publication() {}

    /** Writes tables and report from what is finished, and gives the finished runs by cell. */
    static SortedMap<String, Run> publish(ResultsFolder folder, StudyRecord study) {
        SortedMap<String, Run> runs = folder.runs(study);
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

    /** Writes the evidence pack. Its page says who signed the folder as it stands. */
    static void pack(ResultsFolder folder, StudyRecord study, Map<String, Run> runs) {
        Evidence evidence = evidence(folder, study, runs);
        pack(evidence, List.of()).forEach(folder::write);
        SealedFolder sealed = new SealedFolder(folder, study);
        page(folder, evidence, sealed.problems(runs).isEmpty() ? sealed.signers() : List.of());
    }

    /** Writes the page of a pack, which says who signed it: it lies outside of what is sealed, and is checked against it. */
    static void page(ResultsFolder folder, Evidence evidence, List<String> signers) {
        folder.write(Pack.FOLDER + "/" + EvidencePage.FILE, new EvidencePage(evidence, signers).html());
    }

    /** The evidence of what is finished. */
    static Evidence evidence(ResultsFolder folder, StudyRecord study, Map<String, Run> runs) {
        String experiment = folder.read(folder.path().resolve(ResultsFolder.EXPERIMENT)).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        return new Assembly(study, runs, experiment).evidence();
    }

    /** Every file of a pack by its name within the results folder. */
    static SortedMap<String, String> pack(Evidence evidence, List<String> signers) {
        SortedMap<String, String> files = new TreeMap<>();
        Pack.files(evidence).forEach((name, text) -> files.put(Pack.FOLDER + "/" + name, text));
        files.put(Pack.FOLDER + "/" + EvidencePage.FILE, new EvidencePage(evidence, signers).html());
        return files;
    }

    /** What of the pack does not follow from the results and from who signed. */
    static List<String> packProblems(ResultsFolder folder, StudyRecord study, Map<String, Run> runs, List<String> signers) {
        List<String> problems = new ArrayList<>();
        pack(evidence(folder, study, runs), signers).forEach((name, text) -> {
            Optional<byte[]> found = folder.read(folder.path().resolve(name));
            if (found.isEmpty()) {
                problems.add(name + ": is missing");
            } else if (!Arrays.equals(found.get(), text.getBytes(StandardCharsets.UTF_8))) {
                problems.add(name + ": does not follow from the results of the cells and from who signed them");
            }
        });
        return problems;
    }
}
