package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.audit.SplitView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what hospitals recorded with what the coordinator did. */
@Command(
        name = "compare",
        description = {
            "Compare the models that hospitals recorded as received with the one the coordinator recorded as sent, round by round, by the audit logs alone.",
            "Exit code 3 where a hospital received another: the coordinator showed it another, or it was changed on its way."
        },
        mixinStandardHelpOptions = true)
final class AuditCompareCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--cell", paramLabel = "ID", description = "a cell; all finished cells if absent")
    private @Nullable String cell;

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        int differences = 0;
        for (String its : cell != null ? List.of(cell) : List.copyOf(results.folder().runs(results.study()).keySet())) {
            List<SplitView.Difference> found = SplitView.in(AuditCommand.lines(results.folder(), its, null));
            found.forEach(difference -> out.println(its + ": " + difference));
            differences += found.size();
        }
        out.println(differences == 0 ? "All hospitals received what the coordinator recorded." : differences + " records differ.");
        return differences == 0 ? ExitCode.FINE : ExitCode.VERIFICATION_FAILED;
    }
}
