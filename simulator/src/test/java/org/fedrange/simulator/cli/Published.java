package org.fedrange.simulator.cli;

import java.nio.file.Path;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;

/** Writes what the command line writes when all cells are finished: tables, report and evidence. */
public final class Published {
    private Published() {}

    /** Into a folder that holds the cells. */
    public static void in(Path folder, StudyRecord study) {
        ResultsFolder results = new ResultsFolder(folder);
        Publication.publish(results, study);
        Publication.pack(results, study, results.runs(study));
    }
}
