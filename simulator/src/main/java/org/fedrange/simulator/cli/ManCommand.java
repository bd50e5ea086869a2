package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.ResultsFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints or writes manual pages. */
@Command(
        name = "man",
        description = {"Print the manual page of a command, or write those of all:", "  ./fedrange man audit read | man -l -"},
        mixinStandardHelpOptions = true)
final class ManCommand implements Callable<Integer> {
    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "a command, and where it has some its subcommand; fedrange itself if absent")
    private List<String> words = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "write a file for every command, as man expects them in a folder man1")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        CommandSpec asked = spec.root();
        for (String word : words) {
            CommandLine next = asked.subcommands().get(word);
            if (next == null) {
                throw new Refusal("man: there is no command " + word + " of " + asked.qualifiedName());
            }
            asked = next.getCommandSpec();
        }
        Path folder = out;
        if (folder == null) {
            terminal.print(new ManPage(asked).text());
            terminal.flush();
            return ExitCode.FINE;
        }
        List<ManPage> pages = ManPage.all(asked);
        pages.forEach(page -> ResultsFolder.write(folder.resolve(page.name() + ".1"), page.text().getBytes(StandardCharsets.UTF_8)));
        terminal.println("Written: " + pages.size() + " manual pages in " + folder);
        return ExitCode.FINE;
    }
}
