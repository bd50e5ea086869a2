package org.fedrange.simulator.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A notebook on disk, in the format Jupyter keeps it in, whose code runs without Jupyter. */
record Notebook(Path file, ObjectNode content) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Notebook read(Path file) throws IOException {
        return new Notebook(file, (ObjectNode) JSON.readTree(Files.readString(file)));
    }

    /** Its cells of code, in order; what only a kernel understands is left out. */
    List<ObjectNode> code() {
        return StreamSupport.stream(content.path("cells").spliterator(), false)
                .filter(cell -> cell.path("cell_type").asString().equals("code") && !source(cell).startsWith("%")).map(ObjectNode.class::cast).toList();
    }

    static String source(JsonNode cell) {
        return StreamSupport.stream(cell.path("source").spliterator(), false).map(JsonNode::asString).collect(Collectors.joining());
    }

    /** What a cell is kept to have printed. */
    static String printed(JsonNode cell) {
        return StreamSupport.stream(cell.path("outputs").spliterator(), false)
                .flatMap(output -> StreamSupport.stream(output.path("text").spliterator(), false)).map(JsonNode::asString).collect(Collectors.joining());
    }

    /** Keeps what a cell printed. */
    static void keep(ObjectNode cell, String printed) {
        ArrayNode outputs = cell.putArray("outputs");
        if (!printed.isEmpty()) {
            ObjectNode output = outputs.addObject().put("name", "stdout").put("output_type", "stream");
            ArrayNode text = output.putArray("text");
            printed.lines().forEach(line -> text.add(line + "\n"));
        }
    }

    void write() throws IOException {
        Files.writeString(file, JSON.writer().with(new tools.jackson.core.util.DefaultPrettyPrinter()
                .withArrayIndenter(new tools.jackson.core.util.DefaultIndenter(" ", "\n"))
                .withObjectIndenter(new tools.jackson.core.util.DefaultIndenter(" ", "\n"))).writeValueAsString(content) + "\n");
    }

    /** What each cell of Java prints, run one after the other in this JVM. */
    static List<String> run(List<ObjectNode> cells) {
        PrintStream terminal = System.out;
        List<String> printed = new ArrayList<>();
        try (JShell shell = JShell.builder().executionEngine(new Here(), Map.of()).build()) {
            // The project's jars hold sources too, and as old as the classes: JShell would compile them anew and lose its own.
            shell.addToClasspath(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .replaceAll("target/fedrange-[^:/]*\\.jar", "target/classes"));
            for (ObjectNode cell : cells) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
                evaluate(shell, source(cell));
                printed.add(out.toString(StandardCharsets.UTF_8));
            }
        } finally {
            System.setOut(terminal);
        }
        return printed;
    }

    private static void evaluate(JShell shell, String source) {
        String rest = source;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (SnippetEvent event : shell.eval(next.source().isEmpty() ? rest : next.source())) {
                if (event.exception() != null || (!event.status().isDefined() && event.status() != Snippet.Status.OVERWRITTEN)) {
                    String why = shell.diagnostics(event.snippet()).map(diagnostic -> diagnostic.getMessage(null)).collect(Collectors.joining("; "));
                    String thrown = event.exception() instanceof EvalException its ? its.getExceptionClassName() + ": " + its.getMessage() : "";
                    throw new AssertionError(event.snippet().source() + "\n" + event.status() + " " + why + thrown, event.exception());
                }
            }
            rest = next.remaining();
        }
    }

    /** Runs snippets in this JVM, with the classes that the test sees. */
    private static final class Here implements ExecutionControlProvider {
        @Override
        public String name() {
            return "here";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return new LocalExecutionControl(Notebook.class.getClassLoader());
        }
    }
}
