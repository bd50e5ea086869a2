package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pair of keys. */
@Command(
        name = "key",
        description = {
            "Make a pair of Ed25519 keys from the system's secure generator: NAME.key, which signs and stays with its owner,",
            "and NAME.pub, which everybody may have, as NAME.seal.pub: with it details of audit logs are sealed, so that only NAME.key opens them."
        },
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "who signs, such as consortium.example; a slash becomes a dash in the files' names")
    private String name = "";

    @Option(names = "--witness", description = "keys of a witness, who signs what others sealed")
    private boolean witness;

    @Option(names = "--out", paramLabel = "DIR", description = "where the files go; default: here")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        SigningKey key;
        try {
            key = SigningKey.generate(name, witness ? SignatureType.WITNESS : SignatureType.LOG);
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
        String file = name.replace('/', '-');
        KeyFile.write(out.resolve(file + ".key"), key.written(), true);
        KeyFile.write(out.resolve(file + ".pub"), key.verifier().written(), false);
        PrintWriter printer = Objects.requireNonNull(spec).commandLine().getOut();
        printer.println("Private: " + out.resolve(file + ".key") + ", for its owner alone");
        printer.println("Public:  " + out.resolve(file + ".pub"));
        if (!witness) {
            KeyFile.write(out.resolve(file + ".seal.pub"), key.opening().sealing().written(), false);
            printer.println("Sealing: " + out.resolve(file + ".seal.pub") + ", public, for details that only the owner may read");
        }
        return ExitCode.FINE;
    }
}
