package org.fedrange.simulator.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.ui.FolderWatch;
import org.fedrange.simulator.ui.LiveView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a results folder on the page that a run shows itself on, and what a run in another process adds to it. */
@Command(name = "ui", description = "Show a results folder, and what is added to it, on a page, until Ctrl-C.", mixinStandardHelpOptions = true)
final class UiCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--ui-port", paramLabel = "PORT", description = "where to serve, on this machine alone; any that is free if absent")
    private int port;

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        LiveView view = new LiveView(results.study(), Map.of());
        FolderWatch watch = new FolderWatch(results.folder(), view);
        watch.look();
        try (LivePage page = LivePage.open(view, results.folder(), port, Objects.requireNonNull(spec).commandLine().getOut())) {
            page.stay(watch::look);
        }
        return ExitCode.FINE;
    }
}
