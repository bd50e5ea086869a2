package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.defenses.Guarantee;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.site.SitePolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a site's account of privacy. */
@Command(
        name = "site",
        description = {
            "Begin the account of a site: a folder with its signed policy, what all runs together may spend of the privacy of its hospital or its patients.",
            "fedrange run --site DIR writes into it what a study will spend, and refuses the study that would spend more than is left."
        },
        mixinStandardHelpOptions = true)
final class PrivacySiteCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a new folder")
    private Path folder = Path.of("");

    @Option(names = "--name", required = true, description = "the site, such as \"St. Ann\"")
    private String name = "";

    @Option(names = "--unit", defaultValue = "patient", description = "who is protected: patient (default) or hospital", converter = UnitName.class)
    private Guarantee.Unit unit = Guarantee.Unit.PATIENT;

    @Option(names = "--epsilon", required = true, description = "what all runs together may spend")
    private double epsilon;

    @Option(names = "--delta", required = true, description = "probability with which epsilon may fail; below one over the number of those protected")
    private double delta;

    @Option(names = "--sign-key", required = true, paramLabel = "FILE", description = "the site's private key, made by fedrange key")
    private Path key = Path.of("");

    /** A unit by its name. */
    static final class UnitName implements CommandLine.ITypeConverter<Guarantee.Unit> {
        @Override
        public Guarantee.Unit convert(String word) {
            return Kind.named(Guarantee.Unit.class, word).orElseThrow(() -> new CommandLine.TypeConversionException("must be patient or hospital, got " + word));
        }
    }

    @Override
    public Integer call() {
        SitePolicy policy;
        try {
            policy = new SitePolicy(name, unit, epsilon, delta);
        } catch (IllegalArgumentException refused) {
            throw new Refusal(String.valueOf(refused.getMessage()), refused);
        }
        policy.write(folder, KeyFile.signing(key, SignatureType.LOG));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("Signed: all runs together may spend epsilon " + epsilon + " at delta " + delta + " of the privacy of each " + Kind.of(unit) + " of " + name);
        return ExitCode.FINE;
    }
}
