package org.fedrange.simulator.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An experiment with mistakes in it, as a hasty or hostile user might write it.
 *
 * @param text the file, in words
 * @param bytes the file
 * @param settings what {@code --set} says
 */
record Mutant(String text, byte[] bytes, List<String> settings) {
    private static final List<String> SCALARS = List.of(
            "-1", "0", "0.5", "1e400", "-1e308", "1e-320", ".nan", "NaN", ".inf", "-.inf", "Infinity", "99999999999999999999", "2147483647",
            "-2147483648", "0x10", "1_000", "1,5", "50%", "+3", "true", "null", "~", "''", "\"\"", "[]", "{}", "[[]]", "[null]", "[1, [2, [3]]]",
            "{kind: }", "{kind: {}}", "{kind: nonsense}", "{kind: none}", "{kind: krum}", "!!binary aGk=", "!!evil.Thing x", "!!int 3", "&a b",
            "*a", "2024-01-01", "a\tb", "\u00e9\u4e2d", "\u0000", "\u0007", "\u001b[31m", "\u2028", "\ud83e\uddea", "- 1", "| \n  text",
            "<<: {a: 1}", "? a", "%", "@x", "\"\\ud800\"", "\"\\0\\x1b\"", "'", "\"");
    private static final List<String> PATHS = List.of(
            "", ".", "rounds.", ".rounds", "rounds[0]", "stages[0]", "stages[0].kind", "stages[9999].kind", "stages[99999]", "rule.kind.kind",
            "rule", "ruel", "rule.byzantine", "matrix", "matrix.", "matrix.matrix", "matrix.seed", "matrix.rule.kind", "matrix.rounds",
            "matrix.data.examples", "adversary.attack.scale", "adversary.nodes", "data.kind", "data.examples", "data.features", "data.sites",
            "model.hidden", "hospitals", "seed", "risk", "risk.tolerance", "name", "\u0000", "a b", "x".repeat(3000), "a.".repeat(2000) + "a");
    private static final String SIGNS = "{}[],:#&*!|>'\"%@`-?~\\\t\r\u0000\u007f\u0085\u00a0\u2029\ufeff\ud800";
    private static final List<Charset> OTHERS =
            List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1);

    Mutant {
        settings = List.copyOf(settings);
    }

    /** A mutant of this experiment. */
    static Mutant of(String experiment, RandomGenerator stream) {
        String text = experiment;
        int mistakes = 1 + (stream.nextInt(4) == 0 ? 1 : 0);
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < mistakes; i++) {
            if (stream.nextInt(6) == 0) {
                settings.add(setting(stream));
            } else {
                text = stream.nextBoolean() ? lines(text, stream) : signs(text, stream);
            }
        }
        return new Mutant(text, bytes(text, stream), settings);
    }

    private static String lines(String text, RandomGenerator stream) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = stream.nextInt(lines.size());
        String line = lines.get(at);
        switch (stream.nextInt(10)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(stream.nextInt(lines.size()), line);
            case 2 -> lines.set(at, " ".repeat(1 + stream.nextInt(3)) + line);
            case 3 -> lines.set(at, "\t" + line);
            case 4 -> lines.set(at, line.substring(0, stream.nextInt(line.length() + 1)));
            case 5 -> lines.set(at, line.replaceFirst(": .*", ": ") + scalar(stream));
            case 6 -> lines.add(at, scalar(stream));
            case 7 -> lines.add(at, "key" + stream.nextInt(3) + ": " + scalar(stream));
            case 8 -> Collections.swap(lines, at, stream.nextInt(lines.size()));
            default -> lines.set(at, within(line, stream));
        }
        return String.join(stream.nextInt(20) == 0 ? "\r" : "\n", lines) + "\n";
    }

    /** A key or a value within braces becomes another, is left out or is given twice. */
    private static String within(String line, RandomGenerator stream) {
        String[] parts = line.split("(?<=: )|(?=[,}\\]])", -1);
        int at = stream.nextInt(parts.length);
        parts[at] = switch (stream.nextInt(4)) {
            case 0 -> "";
            case 1 -> parts[at] + ", " + parts[at];
            default -> scalar(stream);
        };
        return String.join("", parts);
    }

    /** A character is left out, given twice, replaced, or changes places with the next; a stray one comes in. */
    private static String signs(String text, RandomGenerator stream) {
        StringBuilder mutant = new StringBuilder(text);
        int at = stream.nextInt(text.length() - 1);
        switch (stream.nextInt(5)) {
            case 0 -> mutant.deleteCharAt(at);
            case 1 -> mutant.insert(at, text.charAt(at));
            case 2 -> mutant.setCharAt(at, (char) ('a' + stream.nextInt(26)));
            case 3 -> mutant.insert(at, text.charAt(at + 1)).deleteCharAt(at + 2);
            default -> mutant.insert(at, SIGNS.charAt(stream.nextInt(SIGNS.length())));
        }
        return mutant.toString();
    }

    private static String setting(RandomGenerator stream) {
        String path = PATHS.get(stream.nextInt(PATHS.size()));
        return stream.nextInt(10) == 0 ? path : path + "=" + scalar(stream);
    }

    /** Mostly short; now and then very deep, very long or very many. */
    private static String scalar(RandomGenerator stream) {
        int size = 1 << stream.nextInt(18);
        return switch (stream.nextInt(60)) {
            case 0 -> "[".repeat(size);
            case 1 -> "[".repeat(size) + "]".repeat(size);
            case 2 -> "{a: ".repeat(size / 4) + "1" + "}".repeat(size / 4);
            case 3 -> "x".repeat(size);
            case 4 -> "9".repeat(size);
            case 5 -> "0." + "0".repeat(size) + "1";
            case 6 -> "[" + "1, ".repeat(size / 3) + "1]";
            case 7 -> "[" + String.join(", ", Collections.nCopies(size / 20, "{kind: median}")) + "]";
            case 8 -> "- ".repeat(size / 2) + "1";
            case 9 -> "\"" + "\\n".repeat(size / 2) + "\"";
            default -> SCALARS.get(stream.nextInt(SCALARS.size()));
        };
    }

    /** As UTF-8, seldom otherwise, or with a stray byte. */
    private static byte[] bytes(String text, RandomGenerator stream) {
        int choice = stream.nextInt(40);
        if (choice == 0) {
            return text.getBytes(OTHERS.get(stream.nextInt(OTHERS.size())));
        }
        byte[] bytes = (choice == 1 ? "\ufeff" + text : text).getBytes(StandardCharsets.UTF_8);
        if (choice == 2) {
            bytes[stream.nextInt(bytes.length)] = (byte) stream.nextInt(256);
        }
        return bytes;
    }
}
