package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Experiments with mistakes in them: each is understood after all or refused in one helpful sentence, never by a stack trace, never in
 * silence.
 */
class MutatedConfigTest {
    /** Where it is: in a line of the file, under a key, or in a setting; some mistakes are the whole file's. */
    private static final Pattern PLACE = Pattern.compile(
            "experiment\\.yaml(, line [1-9]\\d*)?(, .+)?: .*|--set.*: .*", Pattern.DOTALL);
    private static final Pattern WHOLE_FILE = Pattern.compile(
            "experiment\\.yaml: (is empty|the key \\w+ is missing|an experiment is a mapping).*");
    /** What only a programmer should see; shareError, a figure, is not one of Java's errors. */
    private static final Pattern INSIDE =
            Pattern.compile("\\tat |Exception|\\b([A-Z]\\w*)?Error\\b|java\\.|jackson|snakeyaml|org\\.fedrange|\\[B@|@[0-9a-f]{6,}|Optional|\\bclass [a-z]+\\.");
    /** A null, too, unless it is what was given. */
    private static final Pattern NULL = Pattern.compile("\\bnull\\b");
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 1L << 30;

    @TempDir
    private Path folder = Path.of("");

    /** Small data in place of what the file asks for, so that thousands are read in minutes. */
    private static List<String> experiments() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "configs"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                String text = Files.readString(file)
                        .replaceAll("#.*\n", "")
                        .replaceAll("data: \\{.*}", "data: {kind: synthetic, examples: 300, classes: 3, sites: 6, features: 4}")
                        .replaceAll("hospitals: 10+\n", "hospitals: 10\n")
                        .replaceAll("seed: \\[1, 2, 3, 4, 5, 6]", "seed: [1, 2]");
                texts.add(text.replace("nodes: 100,", "nodes: 3,"));
            }
        }
        return texts;
    }

    /** What a check said, and what it cost: of a core's time, not of the clock's, which runs on while other tests do. */
    private record Checked(int code, String said, Duration time, long bytes) {
        /** What is wrong with it; empty where nothing is. */
        String fault(Mutant mutant) {
            if (time.compareTo(LONGEST) > 0 || bytes > MOST_BYTES) {
                return "took " + time.toMillis() + " ms and " + (bytes >> 20) + " MiB";
            }
            if (code != ExitCode.FINE && code != ExitCode.REFUSED) {
                return "exit code " + code;
            }
            return code == ExitCode.FINE || helpful(mutant) ? "" : "an unhelpful refusal";
        }

        private boolean helpful(Mutant mutant) {
            String given = mutant.text() + mutant.settings();
            boolean leaks = INSIDE.matcher(said).find() || (NULL.matcher(said).find() && !given.contains("null"));
            boolean placed = PLACE.matcher(said).matches()
                    && (said.matches("experiment\\.yaml, .*|--set.*") || WHOLE_FILE.matcher(said).matches());
            return !leaks && placed && said.lines().count() == 1 && said.length() < 1500 && said.chars().noneMatch(Character::isISOControl);
        }
    }

    private Checked check(Mutant mutant) throws IOException {
        Path file = Files.write(folder.resolve("experiment.yaml"), mutant.bytes());
        List<String> arguments = new ArrayList<>(List.of("check", file.toString()));
        mutant.settings().forEach(setting -> arguments.add("--set=" + setting));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StringWriter err = new StringWriter();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        int code = CommandLineInterface.execute(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(err), arguments.toArray(String[]::new));
        return new Checked(
                code, err.toString().strip().replace(file.toString(), "experiment.yaml"), Duration.ofNanos(threads.getCurrentThreadCpuTime() - start),
                threads.getCurrentThreadAllocatedBytes() - allocated);
    }

    private void demand(int mutants, long seed) throws IOException {
        System.out.println(mutants + " mutants of seed " + seed);
        List<String> experiments = experiments();
        List<String> faults = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < mutants; i++) {
            Mutant mutant = Mutant.of(experiments.get(i % experiments.size()), new Streams(seed).of("mutant", 0, i));
            Checked checked = check(mutant);
            refused += checked.code() == ExitCode.REFUSED ? 1 : 0;
            String fault = checked.fault(mutant);
            if (!fault.isEmpty()) {
                faults.add("seed " + seed + ", mutant " + i + ": " + fault + "\n" + shortened(checked.said()) + "\n--- of " + shortened(mutant.settings() + "\n" + mutant.text()));
            }
        }
        assertTrue(faults.isEmpty(), () -> faults.size() + " faults, of which the first:\n" + String.join("\n", faults.subList(0, Math.min(8, faults.size()))));
        assertTrue(refused > mutants / 3, refused + " of " + mutants + " refused");
    }

    private static String shortened(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600) + "...";
    }

    @Test
    void someHundredMutantsAreUnderstoodOrRefused() throws IOException {
        demand(300, 5);
    }

    @Test
    @Tag("full")
    void tenThousandMutantsAreUnderstoodOrRefused() throws IOException {
        demand(10_000, 6);
    }
}
