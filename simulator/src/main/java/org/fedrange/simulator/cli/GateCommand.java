package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.evidence.Proportion.Verdict;
import org.fedrange.simulator.evidence.ResidualRisk;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says by its exit code whether measured risk is within what was declared tolerable. */
@Command(
        name = "gate",
        description = {
            "Compare the measured risk of each threat under each defense with the tolerance that the experiment declared.",
            "Exit code 0 within, 10 exceeds, 11 inconclusive: the worst of the rows that count."
        },
        mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--defense", paramLabel = "NAME", description = "count only this defense, as tables name it; default: all but the plain mean")
    private @Nullable String defense;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ResultsArgument results = ResultsArgument.read(path);
        Map<String, Run> runs = results.folder().runs(results.study());
        ResidualRisk risk = new ResidualRisk(results.study(), runs, ThreatCatalogue.read());
        List<ResidualRisk.Row> rows = risk.rows();
        if (rows.isEmpty()) {
            throw new Refusal(path + ": measures no threat: it has no finished cell with an attack and the same cell without one, and none with an observer that can be judged");
        }
        List<ResidualRisk.Row> counted = rows.stream().filter(row -> defense == null ? !row.plain() : row.defense().equals(defense)).toList();
        if (counted.isEmpty()) {
            throw new Refusal((defense == null ? path + ": has no defense but the plain mean" : "--defense: no defense is called " + defense)
                    + "; there are: " + String.join(" | ", rows.stream().map(ResidualRisk.Row::defense).distinct().toList()));
        }
        out.print(TextTable.aligned(table(rows, counted)));
        Verdict verdict = worst(counted);
        out.println("\nTolerated probability of success: " + results.study().risk().tolerance() + ". Verdict: " + Kind.of(verdict) + ".");
        if (runs.size() < results.study().cells().size()) {
            out.println("Only " + runs.size() + " of " + results.study().cells().size() + " cells are finished.");
        }
        out.flush();
        return switch (verdict) {
            case WITHIN -> ExitCode.FINE;
            case EXCEEDS -> ExitCode.RISK_EXCEEDS;
            case INCONCLUSIVE -> ExitCode.RISK_INCONCLUSIVE;
        };
    }

    private static Verdict worst(List<ResidualRisk.Row> rows) {
        List<Verdict> verdicts = rows.stream().map(ResidualRisk.Row::verdict).toList();
        return verdicts.contains(Verdict.EXCEEDS) ? Verdict.EXCEEDS : verdicts.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.WITHIN;
    }

    private static List<List<String>> table(List<ResidualRisk.Row> rows, List<ResidualRisk.Row> counted) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("threat, defense", "worst attack", "successes", "at least", "at most", "verdict", "further runs")));
        for (ResidualRisk.Row row : rows) {
            table.add(List.of(
                    (counted.contains(row) ? "" : "(") + row.threat().id() + ", " + row.defense() + (counted.contains(row) ? "" : ")"), row.attack(),
                    row.measured().successes() + " of " + row.measured().runs(), number(row.measured().atLeast()), number(row.measured().atMost()),
                    Kind.of(row.verdict()), row.furtherRuns() < 0 ? "no number" : Integer.toString(row.furtherRuns())));
        }
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
