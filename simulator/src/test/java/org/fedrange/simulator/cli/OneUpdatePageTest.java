package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page on the path of one update: classes and tests it names are there, and the run it traces is traced so. With {@code -Dtrace.write=true} in the JVM's arguments the trace is written anew. */
class OneUpdatePageTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = HOME.resolve("docs").resolve("one-update.md");
    private static final Pattern EXPERIMENT = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Pattern TRACE = Pattern.compile("(?m)(?<=^\\|---\\|---\\|---\\|---\\|---\\|---\\|---\\|\\n)(?:\\|.*\\n)*");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+)(?:\\.[a-zA-Z]+)?`");
    private static final int DIGITS = 8;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatItNamesIsThere() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(HOME)) {
            classes = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java")).map(name -> name.replace(".java", "")).collect(Collectors.toSet());
        }
        List<String> named = NAMED.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
        assertEquals(List.of(), named.stream().filter(name -> !classes.contains(name)).toList());
        assertTrue(named.size() > 20, named.toString());
    }

    @Test
    void theTraceIsThatOfTheRun() throws IOException {
        String page = Files.readString(PAGE);
        Matcher experiment = EXPERIMENT.matcher(page);
        assertTrue(experiment.find());
        String traced = TRACE.matcher(page).replaceFirst(Matcher.quoteReplacement(trace(experiment.group(1))));
        if (Boolean.getBoolean("trace.write")) {
            Files.writeString(PAGE, traced);
        }
        assertEquals(traced, Files.readString(PAGE));
    }

    private String trace(String experiment) throws IOException {
        StringWriter text = new StringWriter();
        Path file = Files.writeString(folder.resolve("traced.yaml"), experiment);
        ResultsFolder results = new ResultsFolder(folder.resolve("results"));
        assertEquals(0, CommandLineInterface.execute(
                new PrintWriter(text), new PrintWriter(text), "run", file.toString(), "--out", results.path().toString()), text::toString);
        StudyRecord study = Json.read(StudyRecord.class, results.read(results.path().resolve(ResultsFolder.STUDY)).orElseThrow()).orElseThrow();
        StringBuilder rows = new StringBuilder();
        List<String> lines = Files.readAllLines(results.audit(study.cells().getFirst().id()).resolve("log.jsonl"));
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = JsonMapper.shared().readTree(lines.get(i));
            if (line.path("fold").asInt() == 1 && line.path("round").asInt() == 1) {
                rows.append(row(i + 1, line));
            }
        }
        return rows.toString();
    }

    private static String row(int number, JsonNode line) {
        List<String> cells = new ArrayList<>(List.of(
                Integer.toString(number), String.format(Locale.ROOT, "%.1f", line.path("millis").asDouble()), line.path("actor").asString(), line.path("action").asString(),
                line.path("objectType").asString(""), line.path("digest").asString("").substring(0, Math.min(DIGITS, line.path("digest").asString("").length()))));
        cells.add(Stream.of(
                        Optional.of(line.path("kept")).filter(JsonNode::isBoolean).map(kept -> kept.asBoolean() ? "yes" : "no"),
                        Optional.of(line.path("weight")).filter(JsonNode::isNumber).map(weight -> String.format(Locale.ROOT, "%.2f", weight.asDouble())),
                        Optional.of(line.path("score")).filter(JsonNode::isNumber).map(score -> String.format(Locale.ROOT, "%.3g", score.asDouble())))
                .flatMap(Optional::stream).collect(Collectors.joining(", ")));
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
