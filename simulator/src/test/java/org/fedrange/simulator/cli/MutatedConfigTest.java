package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
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
    private static final List<String> SCALARS = List.of(
            "-1", "0", "1e400", ".nan", ".inf", "-.inf", "99999999999999999999", "0x10", "1_000", "true", "null", "~", "''", "\"\"", "[]", "{}",
            "[1, [2, [3]]]", "{kind: }", "{kind: {}}", "{kind: nonsense}", "!!binary aGk=", "!!evil.Thing x", "&a b", "*a", "2024-01-01",
            "a\tb", "\u00e9\u4e2d", "\u0000", "x".repeat(3000), "[".repeat(200), "{a: ".repeat(200), "- 1", "| \n  text", "<<: {a: 1}", "?", "%", "@x");
    private static final Pattern PLACE = Pattern.compile("experiment\\.yaml|--set|f\\.yaml");
    /** What only a programmer should see. */
    private static final Pattern INSIDE = Pattern.compile("\\tat |Exception|java\\.|jackson|org\\.fedrange|\\[B@|@[0-9a-f]{6,}");

    /** A null, too, unless it is what was given, be it in other words. */
    private static final Pattern NULL = Pattern.compile("(?<!got |kind )\\bnull\\b");

    @TempDir
    private Path folder = Path.of("");

    /** Small data in place of what the file asks for, so that thousands are read in minutes. */
    private static List<String> experiments() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "configs"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                String text = Files.readString(file)
                        .replaceAll("data: \\{.*}", "data: {kind: synthetic, examples: 300, classes: 3, sites: 6, features: 4}")
                        .replaceAll("hospitals: 10+\n", "hospitals: 10\n");
                texts.add(text.replace("nodes: 100,", "nodes: 3,"));
            }
        }
        return texts;
    }

    private static String mutated(String text, RandomGenerator stream) {
        List<String> lines = new ArrayList<>(text.lines().filter(line -> !line.startsWith("#")).toList());
        int at = stream.nextInt(lines.size());
        String line = lines.get(at);
        switch (stream.nextInt(12)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, " ".repeat(1 + stream.nextInt(3)) + line);
            case 3 -> lines.set(at, line.substring(0, stream.nextInt(line.length() + 1)));
            case 4 -> lines.set(at, line.replaceFirst(": .*", ": " + scalar(stream)));
            case 5 -> lines.set(at, replacedWithin(line, stream));
            case 6 -> lines.set(at, misspelt(line, stream));
            case 7 -> lines.set(at, "\t" + line);
            case 8 -> lines.add(at, scalar(stream));
            case 9 -> lines.add(at, "key" + stream.nextInt(3) + ": " + scalar(stream));
            case 10 -> lines.add(0, stream.nextBoolean() ? "\ufeff" : "---\n...\n---");
            default -> lines.set(at, new StringBuilder(line).insert(stream.nextInt(line.length() + 1), "{}[],:#&*!|>'\"%@`-?".charAt(stream.nextInt(19))).toString());
        }
        return String.join("\n", lines) + "\n";
    }

    private static String scalar(RandomGenerator stream) {
        return SCALARS.get(stream.nextInt(SCALARS.size()));
    }

    /** A value within braces becomes another. */
    private static String replacedWithin(String line, RandomGenerator stream) {
        String[] parts = line.split("(?<=: )|(?=[,}\\]])", -1);
        parts[stream.nextInt(parts.length)] = scalar(stream);
        return String.join("", parts);
    }

    private static String misspelt(String line, RandomGenerator stream) {
        if (line.isBlank()) {
            return line;
        }
        int at = stream.nextInt(line.length());
        char other = (char) ('a' + stream.nextInt(26));
        return line.substring(0, at) + (stream.nextBoolean() ? other : "") + line.substring(Math.min(line.length(), at + 1));
    }

    private static boolean helpful(String said, String mutant) {
        boolean leaks = INSIDE.matcher(said).find() || (NULL.matcher(said).find() && !mutant.contains("null"));
        return !leaks && PLACE.matcher(said).find() && said.length() > 20 && said.length() < 4000;
    }

    private void demand(int mutants, long seed) throws IOException {
        List<String> experiments = experiments();
        Path file = folder.resolve("experiment.yaml");
        List<String> faults = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < mutants; i++) {
            RandomGenerator stream = new Streams(seed).of("mutant", 0, i);
            String mutant = mutated(experiments.get(i % experiments.size()), stream);
            if (stream.nextInt(4) == 0) {
                mutant = mutated(mutant, stream);
            }
            Files.writeString(file, mutant);
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int code = CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), "check", file.toString());
            String said = err.toString().strip();
            String story = "seed " + seed + ", mutant " + i + ", exit code " + code + ":\n" + said + "\n--- of\n" + mutant;
            refused += code == 2 ? 1 : 0;
            if (code != 0 && !(code == 2 && helpful(said.replace(file.toString(), "experiment.yaml"), mutant))) {
                faults.add(story);
            }
        }
        assertTrue(faults.isEmpty(), () -> faults.size() + " faults, of which the first:\n" + String.join("\n", faults.subList(0, Math.min(8, faults.size()))));
        assertTrue(refused > mutants / 3, refused + " of " + mutants + " refused");
    }

    @Test
    void someHundredMutantsAreUnderstoodOrRefused() throws IOException {
        demand(600, 5);
    }

    @Test
    @Tag("full")
    void tenThousandMutantsAreUnderstoodOrRefused() throws IOException {
        demand(10_000, 6);
    }
}
