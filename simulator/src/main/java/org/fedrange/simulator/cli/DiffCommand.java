package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.pack.PackComparison;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.Comparison;
import org.fedrange.simulator.results.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two results folders. */
@Command(
        name = "diff",
        description = "Compare two results folders: what was asked differently, and what came out.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "a results folder")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "OTHER", description = "another")
    private Path second = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ResultsArgument one = ResultsArgument.read(first);
        ResultsArgument other = ResultsArgument.read(second);
        SortedMap<String, Run> ofOne = one.folder().runs(one.study());
        SortedMap<String, Run> ofOther = other.folder().runs(other.study());
        Comparison comparison = new Comparison(one.study(), ofOne, other.study(), ofOther);
        comparison.causes().forEach(out::println);
        comparison.unmatched().forEach(out::println);
        out.println(comparison.agreement() + ".");
        List<String> evidence = new PackComparison(Publication.evidence(one.folder(), one.study(), ofOne), Publication.evidence(other.folder(), other.study(), ofOther)).lines();
        out.println(evidence.isEmpty() ? "The evidence is the same." : "The evidence differs:");
        evidence.forEach(line -> out.println("  " + line));
        List<Comparison.Row> rows = comparison.rows();
        if (!rows.isEmpty()) {
            out.println("\nFinal test " + Kind.of(one.study().metric()) + ", means over the seeds of both; differences seed by seed\n");
            out.print(TextTable.aligned(table(rows)));
        }
        out.flush();
        return ExitCode.FINE;
    }

    private static List<List<String>> table(List<Comparison.Row> rows) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("attack, defense", "seeds", "first", "second", "difference", "least", "most")));
        for (Comparison.Row row : rows) {
            table.add(List.of(
                    row.attack() + ", " + row.defense(), Integer.toString(row.seeds()), number("%.3f", row.first()), number("%.3f", row.second()),
                    number("%+.3f", row.second() - row.first()), number("%+.3f", row.least()), number("%+.3f", row.most())));
        }
        return table;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
