package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.simulator.eval.Eval;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and docs tell a reader to type works, and the files they point to are there. */
class DocumentationTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    /** A word as a shell takes it. */
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|\\S)+");
    private static final Pattern INLINE = Pattern.compile("`(?:\\./)?fedrange ([a-z][^`]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    @TempDir
    private Path folder = Path.of("");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(docs.filter(page -> page.toString().endsWith(".md")).sorted().toList());
            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "notebooks/README.md").map(HOME::resolve).forEach(pages::add);
            return pages.stream();
        }
    }

    private record Said(int code, String text) {}

    private static Said fedrange(List<String> arguments) {
        StringWriter text = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(text), new PrintWriter(text), arguments.toArray(String[]::new));
        return new Said(code, text.toString());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void blocksOfCodeWork(Path page) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(page));
        String questions = "";
        while (block.find()) {
            switch (block.group(1)) {
                case "yaml" -> check(block.group(2));
                case "json" -> questions = block.group(2);
                case "text" -> assertEquals(block.group(2), answers(questions), page.toString());
                case "" -> commands(block.group(2));
                default -> throw new AssertionError(page + " has a block of " + block.group(1) + ", which this test cannot run");
            }
        }
    }

    private void check(String experiment) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), experiment);
        Said said = fedrange(List.of("check", file.toString()));
        assertEquals(0, said.code(), said.text());
    }

    /** What {@code fedrange eval} says to the questions of the block before. */
    private static String answers(String questions) throws IOException {
        StringWriter out = new StringWriter();
        Eval.run(new BufferedReader(new StringReader(questions)), new PrintWriter(out));
        return out.toString();
    }

    private void commands(String lines) {
        for (String line : lines.lines().toList()) {
            String command = line.replaceFirst("\\s+#.*", "").strip();
            if (command.startsWith("./fedrange ")) {
                run(command.substring("./fedrange ".length()));
            } else {
                // The build itself, or a script that stands in the repository and needs what is not here.
                Matcher script = Pattern.compile("(?:\\./mvnw|python3 (\\S+))(?: .*)?").matcher(command);
                assertTrue(script.matches(), "who runs this? " + command);
                assertTrue(script.group(1) == null || Files.exists(HOME.resolve(script.group(1))), command);
            }
        }
    }

    /** The command, short and into a folder of its own. */
    private void run(String command) {
        List<String> arguments = new ArrayList<>();
        for (Matcher word = WORD.matcher(command); word.find(); ) {
            String bare = word.group().replace("\"", "");
            arguments.add(Files.exists(HOME.resolve(bare)) ? HOME.resolve(bare).toString() : bare);
        }
        if (arguments.getFirst().equals("run")) {
            arguments.addAll(List.of("--out", folder.resolve("results").toString(), "--set", "rounds=1", "--set", "matrix.seed=[1]"));
        }
        if (arguments.getFirst().equals("threat-model")) {
            arguments.addAll(List.of("--out", folder.resolve("threat-model").toString()));
        }
        Said said = fedrange(arguments);
        assertEquals(0, said.code(), command + ": " + said.text());
    }

    /** In running text only that the command exists, as its arguments are often names for the reader to fill in. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsInTheTextExistAndLinksLead(Path page) throws IOException {
        String text = Files.readString(page);
        Matcher inline = INLINE.matcher(text);
        while (inline.find()) {
            // A command, and where it has some the subcommand: whatever the words before the first argument or option are.
            List<String> words = new ArrayList<>(List.of(inline.group(1).split("[ ,|]", -1)).stream().takeWhile(word -> word.matches("[a-z]+")).toList());
            words.add("--help");
            Said said = fedrange(words);
            assertEquals(0, said.code(), page + ": " + inline.group());
            Matcher option = Pattern.compile("--[a-z]+").matcher(inline.group(1));
            while (option.find()) {
                assertTrue(said.text().contains(option.group()), page + ": " + inline.group());
            }
        }
        String archive = Files.readString(HOME.resolve("distribution/archive.xml"));
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (!link.group(1).startsWith("http")) {
                Path end = page.resolveSibling(link.group(1)).normalize();
                assertTrue(Files.exists(end), page + " points to " + link.group(1));
                // In the archive, which has the pages but not the whole repository, links lead, too.
                Path top = HOME.relativize(end).getName(0);
                assertTrue(archive.contains("<include>" + top + "</include>") || archive.contains("<include>" + top + "/**</include>"), page + " points to " + link.group(1));
            }
        }
    }
}
