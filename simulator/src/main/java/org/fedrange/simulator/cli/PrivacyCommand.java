package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Calibration;
import org.fedrange.defenses.privacy.Gaussian;
import org.fedrange.defenses.privacy.GroupGaussian;
import org.fedrange.defenses.privacy.Mechanism;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Differential privacy worked out before a run. */
@Command(
        name = "privacy",
        description = "What noise costs in epsilon, the least noise for a budget, the most rounds; and what a site allows and has spent.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PrivacyCommand.Epsilon.class, PrivacyCommand.Noise.class, PrivacyCommand.Rounds.class, PrivacySiteCommand.class, PrivacySpentCommand.class
        })
final class PrivacyCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        spec.commandLine().usage(out);
    }

    /** What every question says. */
    abstract static class Asked implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Option(names = "--sampling-rate", defaultValue = "1", description = "probability with which each unit takes part in a step; default 1")
        private double samplingRate = 1;

        @Option(names = "--delta", required = true, description = "probability with which epsilon may fail; below one over the number of units")
        private double delta;

        @Option(names = "--accountant", defaultValue = "pld", description = "pld (the tightest, default), rdp, zcdp or advanced-composition",
                converter = AccountantName.class)
        private Accountant accountant = Accountant.PLD;

        @Option(names = "--group-size", defaultValue = "1", description = "units that are protected together, such as a family of patients; default 1")
        private int groupSize = 1;

        /** The noise as the unit that is protected sees it. */
        Mechanism mechanism(double noiseMultiplier) {
            return groupSize == 1 ? new Gaussian(noiseMultiplier) : new GroupGaussian(noiseMultiplier, groupSize);
        }

        abstract void answer(PrintWriter out, Accountant accountant, double samplingRate, double delta);

        @Override
        public Integer call() {
            try {
                PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
                answer(out, accountant, samplingRate, delta);
                out.println((groupSize == 1 ? "Unit" : "Group of " + groupSize + " units") + " added or removed; each step's units drawn independently with rate " + samplingRate
                        + " (Poisson sampling), not shuffled and not a fixed number.");
                return ExitCode.FINE;
            } catch (IllegalArgumentException refused) {
                throw new Refusal(String.valueOf(refused.getMessage()), refused);
            }
        }
    }

    /** An accountant by its name. */
    static final class AccountantName implements CommandLine.ITypeConverter<Accountant> {
        @Override
        public Accountant convert(String word) {
            return Kind.named(Accountant.class, word)
                    .orElseThrow(() -> new CommandLine.TypeConversionException("must be pld, rdp, zcdp or advanced-composition, got " + word));
        }
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, number != 0 && Math.abs(number) < 0.1 ? "%.3e" : "%.4f", number);
    }

    /** Epsilon of Gaussian noise, by every accountant. */
    @Command(name = "epsilon", description = "Epsilon of Gaussian noise added in each of a number of steps.", mixinStandardHelpOptions = true)
    static final class Epsilon extends Asked {
        @Option(names = "--noise-multiplier", required = true, description = "standard deviation of the noise over the sensitivity")
        private double noiseMultiplier;

        @Option(names = "--steps", defaultValue = "1", description = "number of steps; default 1")
        private int steps = 1;

        @Override
        void answer(PrintWriter out, Accountant accountant, double samplingRate, double delta) {
            List<Steps> ledger = List.of(new Steps(mechanism(noiseMultiplier), samplingRate, steps));
            out.println("epsilon " + shown(accountant.epsilon(ledger, delta)) + " at delta " + delta + " (" + Kind.of(accountant) + ")");
            for (Accountant other : Accountant.values()) {
                out.println("  " + Kind.of(other) + ": " + shown(other.epsilon(ledger, delta)));
            }
            out.println("  no proof can give less than " + shown(Accountant.optimistic(ledger, delta)));
        }
    }

    /** The least noise. */
    @Command(name = "noise", description = "The least Gaussian noise with which a number of steps stays within a budget.", mixinStandardHelpOptions = true)
    static final class Noise extends Asked {
        @Option(names = "--epsilon", required = true, description = "the budget")
        private double epsilon;

        @Option(names = "--steps", defaultValue = "1", description = "number of steps; default 1")
        private int steps = 1;

        @Override
        void answer(PrintWriter out, Accountant accountant, double samplingRate, double delta) {
            double noise = new Calibration(accountant, epsilon, delta).noiseMultiplier(new Steps(mechanism(1), samplingRate, steps));
            out.println("noise multiplier " + String.format(Locale.ROOT, "%.6f", noise) + " (" + Kind.of(accountant) + ")");
        }
    }

    /** The most rounds. */
    @Command(name = "rounds", description = "The most steps with Gaussian noise within a budget.", mixinStandardHelpOptions = true)
    static final class Rounds extends Asked {
        @Option(names = "--epsilon", required = true, description = "the budget")
        private double epsilon;

        @Option(names = "--noise-multiplier", required = true, description = "standard deviation of the noise over the sensitivity")
        private double noiseMultiplier;

        @Override
        void answer(PrintWriter out, Accountant accountant, double samplingRate, double delta) {
            int rounds = new Calibration(accountant, epsilon, delta).steps(new Steps(mechanism(noiseMultiplier), samplingRate, 1));
            out.println(rounds + " steps (" + Kind.of(accountant) + ")");
        }
    }
}
