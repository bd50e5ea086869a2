package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.fedrange.simulator.pack.Pack;
import org.fedrange.simulator.report.EvidencePage;
import org.fedrange.simulator.report.Findings;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes tables and report anew from what is finished. */
@Command(name = "report", description = "Write tables and report anew from the finished cells of a folder.", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ResultsArgument results = ResultsArgument.read(path);
        SortedMap<String, Run> runs = Publication.publish(results.folder(), results.study());
        Publication.pack(results.folder(), results.study(), runs);
        out.println(TextTable.of(results.study(), runs));
        out.print(Findings.of(results.study(), runs).text());
        out.println("Report: " + path.resolve(ResultsFolder.REPORT));
        out.println("Evidence: " + path.resolve(Pack.FOLDER).resolve(EvidencePage.FILE));
        return ExitCode.FINE;
    }
}
