package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What adversaries on lines tried: a row per cell, kind and outcome.
 *
 * @param where names of the columns that say which cell
 */
record WireTable(List<String> where) {
    String text(List<StudyRecord.Entry> cells, Function<StudyRecord.Entry, List<@Nullable Object>> place, Function<String, Run> runs) {
        List<String> header = new ArrayList<>(where);
        header.addAll(List.of("kind", "security", "attempted", "outcome", "count"));
        Csv csv = new Csv(header);
        for (StudyRecord.Entry cell : cells) {
            for (WireFigure its : runs.apply(cell.id()).wire()) {
                row(csv, place.apply(cell), its, "accepted", its.accepted());
                its.refused().forEach((reason, count) -> row(csv, place.apply(cell), its, reason, count));
            }
        }
        return csv.text();
    }

    private static void row(Csv csv, List<@Nullable Object> place, WireFigure its, String outcome, int count) {
        List<@Nullable Object> row = new ArrayList<>(place);
        row.addAll(Csv.list(its.kind(), its.security(), its.attempted(), outcome, count));
        csv.row(row);
    }
}
