package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Adaptation;
import org.fedrange.simulator.results.AttackerPool;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/** The report of a study: one self-contained page without scripts, the same bytes for the same results. */
public final class Report {
    private static final int MOST_ACROSS = 8;
    /** Longer tables are cut off, and say where the rest is. */
    private static final int MOST_ROWS = 300;

    private final StudyRecord study;
    private final Map<String, Run> runs;
    private final HeatMap map;
    private final String metric;
    private final Findings findings;

    private Report(StudyRecord study, Map<String, Run> runs) {
        this.study = study;
        this.runs = runs;
        this.map = HeatMap.of(study, runs);
        this.metric = Markup.words(study.metric());
        this.findings = Findings.of(study, runs);
    }

    /** The page. */
    public static String html(StudyRecord study, Map<String, Run> runs) {
        Report report = new Report(study, runs);
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>"
                + Markup.escaped(study.name()) + "</title>\n<style>" + Style.CSS + "</style></head><body>\n<h1>" + Markup.escaped(study.name())
                + "</h1>\n<p class=\"lead\">" + Markup.escaped(report.summary()) + "</p>\n"
                + report.findings.section() + WorstCaseMap.section(study, runs)
                + report.heatMap() + new Success(study, report.map).section()
                + new Adapted(new Adaptation(study, runs).rows(), report.metric).section() + report.panels() + report.choices() + report.curves() + new Harm(study, runs, report.map).section()
                + new Refusals(report.map).section() + new OnTheWire(report.map).section() + new Privacy(report.map).section() + new Measurements(report.map, study.metric()).section() + new Leaks(report.map).section() + new Network(report.map).section() + report.dealt()
                + "<footer><p>Exact numbers: cells.csv, rounds.csv, verdicts.csv, hospitals.csv, classes.csv, measurements.csv, decisions.csv, privacy.csv, finishing.csv, adaptive.csv, refusals.csv, leakage.csv and wire.csv beside this page. What was run, in full: "
                + "experiment.yaml. To check that nothing was changed: fedrange verify.</p></footer>\n</body></html>\n";
    }

    private String summary() {
        String first = map.columns().getFirst();
        String worst = "";
        double least = Double.POSITIVE_INFINITY;
        for (String attack : map.rows()) {
            HeatMap.Spread spread = map.finals(attack, first, study);
            if (spread != null && spread.mean() < least && !attack.equals("none")) {
                least = spread.mean();
                worst = attack;
            }
        }
        String pool = AttackerPool.of(study);
        String text = runs.size() + " of " + study.cells().size() + " cells finished. " + findings.summary() + (pool.isEmpty() ? "" : pool + " ");
        if (worst.isEmpty() || study.metric() == Metric.LOSS) {
            return text;
        }
        String best = first;
        double most = least;
        for (String column : map.columns()) {
            HeatMap.Spread spread = map.finals(worst, column, study);
            if (spread != null && spread.mean() > most) {
                most = spread.mean();
                best = column;
            }
        }
        return text + "Under " + first + ", " + worst + " does most harm: final test " + metric + " " + Markup.number(least)
                + clean(first) + ". Against it, " + best + " does best: " + Markup.number(most) + ".";
    }

    private String clean(String column) {
        HeatMap.Spread spread = map.finals("none", column, study);
        return spread == null ? "" : ", without attack " + Markup.number(spread.mean());
    }

    private String heatMap() {
        // Many defenses go down, where there is room for them.
        boolean down = map.columns().size() > MOST_ACROSS;
        List<String> header = new ArrayList<>(List.of(down ? "defense" : "attack"));
        header.addAll(down ? map.rows() : map.columns());
        List<List<String>> rows = new ArrayList<>();
        for (String first : down ? map.columns() : map.rows()) {
            List<String> row = new ArrayList<>(List.of(Markup.escaped(first)));
            (down ? map.rows() : map.columns()).forEach(other -> row.add(down ? field(other, first) : field(first, other)));
            rows.add(row);
        }
        return "<a id=\"map\"></a>" + Markup.section(
                "Attacks against defenses",
                "Choose a field to see what lies behind it. Final test " + metric + ", mean over seeds, with the range below. The mark \u25bc says that the loss against the same cells "
                        + "without attack is more than " + Markup.number(study.risk().loss()) + ", declared beforehand as harm. "
                        + HeatMap.promise((int) study.cells().stream().mapToLong(StudyRecord.Entry::seed).distinct().count()),
                Markup.table(header, rows));
    }

    private String field(String attack, String column) {
        HeatMap.Spread spread = map.finals(attack, column, study);
        if (spread == null) {
            return "<td class=\"absent\">not run</td>";
        }
        HeatMap.Spread clean = map.finals("none", column, study);
        boolean harmed = clean != null
                && (study.metric() == Metric.LOSS ? spread.mean() - clean.mean() : clean.mean() - spread.mean()) > study.risk().loss();
        int shade = study.metric() == Metric.LOSS ? 0 : Math.clamp(Math.round(spread.mean() * 10), 0, 10);
        String range = spread.count() > 1
                ? "<small>" + Markup.number(spread.least()) + " to " + Markup.number(spread.most()) + "</small>"
                : "<small>one seed</small>";
        return "<td class=\"heat h" + shade + "\">" + "<a href=\"#" + new Panel(study, runs, map).id(attack, column) + "\">" + (harmed ? "\u25bc " : "")
                + Markup.number(spread.mean()) + "</a>" + range + "</td>";
    }

    private String panels() {
        StringBuilder panels = new StringBuilder();
        Panel panel = new Panel(study, runs, map);
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                if (!map.at(attack, column).isEmpty()) {
                    List<String> shown = attack.equals(HeatMap.NOBODY) ? List.of(attack) : List.of(HeatMap.NOBODY, attack);
                    panels.append(panel.section(attack, column, chart(shown, column)));
                }
            }
        }
        return panels.toString();
    }

    private String choices() {
        return study.tuning() == null ? "" : new Choices(study.tuning(), study.metric()).section();
    }

    private String curves() {
        StringBuilder charts = new StringBuilder("<div class=\"charts\">\n");
        map.columns().forEach(column -> charts.append(chart(map.rows(), column)));
        return Markup.section(
                "Round by round", "Test " + metric + " after each evaluated round: mean over seeds, and a band from the least to the most.",
                charts.append("</div>\n").toString());
    }

    private String chart(List<String> attacks, String column) {
        return map.chart(column, metric, attacks, round -> round.test().getOrDefault(study.metric(), Double.NaN), study.metric() == Metric.LOSS ? 5 : 1);
    }

    private String dealt() {
        StringBuilder tables = new StringBuilder();
        for (StudyRecord.Deal deal : study.deals()) {
            List<String> header = new ArrayList<>(List.of(deal.data() + ", seed " + deal.seed()));
            header.addAll(deal.classes());
            List<List<String>> rows = new ArrayList<>();
            int shown = Math.min(MOST_ROWS, deal.hospitals().size());
            for (int i = 0; i < shown; i++) {
                List<String> row = new ArrayList<>(List.of(Markup.escaped(deal.hospitals().get(i))));
                deal.examples().get(i).forEach(count -> row.add(count.toString()));
                rows.add(row);
            }
            tables.append(Markup.table(header, rows));
            tables.append(shown < deal.hospitals().size() ? "<p>" + (deal.hospitals().size() - shown) + " more in study.json.</p>\n" : "");
        }
        StringBuilder notes = new StringBuilder("<ul>");
        study.deals().stream().flatMap(deal -> deal.notes().stream()).distinct()
                .forEach(note -> notes.append("<li>").append(Markup.escaped(note)).append("</li>"));
        study.notices().forEach(note -> notes.append("<li>").append(Markup.escaped(note)).append("</li>"));
        long declared = study.cells().stream().filter(StudyRecord.Entry::declared).count();
        return Markup.section(
                "What was run",
                declared + " cells of the matrix and " + (study.cells().size() - declared) + " added for comparison, seeds "
                        + study.cells().stream().map(StudyRecord.Entry::seed).distinct().sorted().toList() + ". Examples by hospital and class:",
                tables.append(notes).append("</ul>\n").toString());
    }
}
