package org.fedrange.simulator.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions and their answers, line by line. */
final class Lines {
    private static final JsonMapper JSON = new JsonMapper();

    private Lines() {}

    static List<String> answers(String... questions) {
        StringWriter out = new StringWriter();
        try (PrintWriter writer = new PrintWriter(out)) {
            Eval.run(new BufferedReader(new StringReader(String.join("\n", questions))), writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().lines().toList();
    }

    static String answer(String question) {
        return answers(question).getFirst();
    }

    static JsonNode read(String question) {
        return JSON.readTree(answer(question));
    }
}
