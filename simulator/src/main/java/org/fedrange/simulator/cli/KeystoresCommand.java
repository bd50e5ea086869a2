package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.cluster.KeyStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the keys by which the machines of a cluster know each other. */
@Command(
        name = "keystores",
        description = {
            "Make a key store for each machine of a cluster, NAME.p12. Machines whose files were made together believe each other and",
            "nobody else: the authority's key is not kept. Take each file to its machine, and name it there with --keystore."
        },
        mixinStandardHelpOptions = true)
final class KeystoresCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
    private static final int MOST_DAYS = 3650;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Mixin
    private KeyStorePassword password = new KeyStorePassword();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "names of the machines, such as leader worker-1")
    private List<String> names = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "where the files go; default: here")
    private Path out = Path.of("");

    @Option(names = "--days", description = "how long they are valid, from 1 to 3650; default: ${DEFAULT-VALUE}", defaultValue = "365")
    private int days;

    @Override
    public Integer call() {
        names.forEach(KeystoresCommand::refuseOdd);
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw new Refusal("NAME: each machine once, got " + names);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new Refusal("--days: must be from 1 to " + MOST_DAYS + ", got " + days);
        }
        List<Path> files = KeyStores.write(out, names, password.read(), Instant.now(), days);
        PrintWriter printer = Objects.requireNonNull(spec).commandLine().getOut();
        files.forEach(file -> printer.println("Key store: " + file + ", for its machine alone"));
        return ExitCode.FINE;
    }

    private static void refuseOdd(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal("NAME: letters, digits, dots and dashes, at most 63, beginning with a letter or digit, got " + name);
        }
    }
}
