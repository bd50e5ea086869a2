package org.fedrange.simulator.report;

import java.util.Map;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/** The report of a study: one self-contained page. */
public final class Report {
    private Report() {}

    /** The page. */
    public static String html(StudyRecord study, Map<String, Run> runs) {
        return "<!doctype html><title>" + study.name() + "</title><pre>" + TextTable.of(study, runs) + "</pre>\n";
    }
}
