package org.fedrange.simulator.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.WorstCase;

/**
 * The tables of what a study claims and draws, from its finished runs; none where it does neither.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 */
record ClaimTables(StudyRecord study, Map<String, Run> runs) {
    static final String CLAIMS = "claims.csv";
    static final String FIGURE = "figure.csv";

    SortedMap<String, String> all() {
        SortedMap<String, String> tables = new TreeMap<>();
        if (!study.claims().isEmpty()) {
            tables.put(CLAIMS, claims());
        }
        if (study.figure() != null) {
            tables.put(FIGURE, figure(study.figure()));
        }
        return tables;
    }

    private String claims() {
        Csv csv = new Csv(List.of(
                "claim", "source", "metric", "comparison", "outcome", "seeds", "figure", "other", "difference", "difference_least", "difference_most"));
        for (Finding finding : Finding.of(study, runs)) {
            Claim claim = finding.claim();
            csv.row(Csv.list(
                    claim.statement(), claim.source(), claim.metric(), claim.comparison(), finding.word(), finding.seeds(), finding.figure(),
                    finding.other(), finding.difference(), finding.interval().map(SignInterval::least).orElse(null),
                    finding.interval().map(SignInterval::most).orElse(null)));
        }
        return csv.text();
    }

    private String figure(WorstCase figure) {
        Csv csv = new Csv(List.of(figure.rows(), figure.columns(), "best", "worst", "seeds", "mean", "least", "most"));
        ArmFigures figures = new ArmFigures(runs, study.metric());
        for (int row = 0; row < figure.fields().size(); row++) {
            for (int column = 0; column < figure.fields().get(row).size(); column++) {
                ArmFigures.Outcome outcome = figures.of(figure.fields().get(row).get(column));
                List<Double> values = outcome.bySeed().stream().flatMap(Optional::stream).toList();
                csv.row(Csv.list(
                        figure.rowLabels().get(row), figure.columnLabels().get(column), outcome.option().label(), outcome.worst(), values.size(),
                        values.isEmpty() ? null : ArmFigures.mean(values), values.stream().min(Double::compare).orElse(null),
                        values.stream().max(Double::compare).orElse(null)));
            }
        }
        return csv.text();
    }
}
