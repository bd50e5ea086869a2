package org.fedrange.simulator.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bridge for other languages and checkers: a question a line, as JSON, and an answer a line, in the same order. A question
 * that cannot be answered gets an error of its own and stops nothing.
 */
public final class Eval {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a question can ask for. */
    private static final Map<String, Operation> OPERATIONS =
            Map.of(
            "aggregate", new Aggregation(), "attack", new Poisoning(), "train", new TrainingStep(),
            "epsilon", Privacy.EPSILON, "noise", Privacy.NOISE, "rounds", Privacy.ROUNDS);

    private Eval() {}

    /** One kind of question. */
    interface Operation {
        /** Answers; throws {@link Refusal} or {@link IllegalArgumentException} with the reason where it cannot. */
        void answer(Question question, Answer answer);
    }

    /** Answers every line until the end. */
    public static void run(BufferedReader in, PrintWriter out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.println(answer(line));
            }
        }
        out.flush();
    }

    private static String answer(String line) {
        JsonNode id = null;
        try {
            JsonNode node = JSON.readTree(line);
            id = node.get("id");
            ObjectNode answer = answer(id);
            answer(new Question(node), new Answer(answer));
            return JSON.writeValueAsString(answer);
        } catch (JacksonException e) {
            return error(id, "not JSON: " + e.getOriginalMessage());
        } catch (Refusal | IllegalArgumentException e) {
            return error(id, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return error(id, "a fault of FedRange, not of the question: " + e);
        }
    }

    private static void answer(Question question, Answer answer) {
        String name = question.word("op", null);
        Operation operation = OPERATIONS.get(name);
        if (operation == null) {
            throw new Refusal("op: must be aggregate, attack, train, epsilon, noise or rounds, got " + name);
        }
        operation.answer(question, answer);
    }

    private static ObjectNode answer(@Nullable JsonNode id) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("id", id == null ? JSON.nullNode() : id);
        return answer;
    }

    private static String error(@Nullable JsonNode id, String message) {
        return JSON.writeValueAsString(answer(id).put("error", message));
    }
}
