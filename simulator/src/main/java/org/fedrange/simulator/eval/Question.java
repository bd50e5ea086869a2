package org.fedrange.simulator.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a question, each read strictly. Numbers that are none are the words NaN, Infinity and -Infinity. */
record Question(JsonNode node) {
    private static final Binder BINDER = new Binder();

    Question {
        if (!node.isObject()) {
            throw new Refusal("a question is an object such as {\"id\":1,\"op\":\"aggregate\",...}");
        }
    }

    /** Refuses every field but these; {@code id}, {@code op}, {@code precision} and {@code seed} always may be there. */
    void allow(String... fields) {
        List<String> allowed = new ArrayList<>(List.of("id", "op", "precision", "seed"));
        allowed.addAll(Arrays.asList(fields));
        for (String name : node.propertyNames()) {
            if (!allowed.contains(name)) {
                throw new Refusal(name + ": unknown field; allowed: " + String.join(", ", allowed));
            }
        }
    }

    boolean has(String field) {
        return node.has(field);
    }

    Question part(String field) {
        JsonNode value = required(field);
        if (!value.isObject()) {
            throw new Refusal(field + ": must be an object, got " + value);
        }
        return new Question(value);
    }

    String word(String field, @Nullable String absent) {
        if (!node.has(field) && absent != null) {
            return absent;
        }
        JsonNode value = required(field);
        if (!value.isString()) {
            throw new Refusal(field + ": must be a word, got " + value);
        }
        return value.stringValue();
    }

    int whole(String field, int absent) {
        if (!node.has(field)) {
            return absent;
        }
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new Refusal(field + ": must be a whole number, got " + value);
        }
        return value.intValue();
    }

    double number(String field, double absent) {
        return node.has(field) ? number(field, required(field)) : absent;
    }

    private static double number(String field, JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.isString() ? value.stringValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new Refusal(field + ": must be numbers, or the words NaN, Infinity, -Infinity, got " + value);
        };
    }

    double[] numbers(String field) {
        return numbers(field, required(field));
    }

    private static double[] numbers(String field, JsonNode list) {
        if (!list.isArray()) {
            throw new Refusal(field + ": must be a list of numbers");
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(field, list.get(i));
        }
        return numbers;
    }

    /** Rows of one length, at least one. */
    double[][] rows(String field) {
        JsonNode list = required(field);
        if (!list.isArray() || list.isEmpty()) {
            throw new Refusal(field + ": must be a list of at least one list of numbers");
        }
        double[][] rows = new double[list.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(field, list.get(i));
            if (rows[i].length != rows[0].length) {
                throw new Refusal(field + ": row " + i + " has " + rows[i].length + " numbers, row 0 has " + rows[0].length);
            }
        }
        return rows;
    }

    boolean single() {
        String precision = word("precision", "double");
        if (!precision.equals("double") && !precision.equals("float")) {
            throw new Refusal("precision: must be double or float, got " + precision);
        }
        return precision.equals("float");
    }

    /** Rows as updates of nodes 0, 1, ... in the question's precision. */
    List<Update> updates(String field) {
        double[][] rows = rows(field);
        boolean single = single();
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            updates.add(new Update(new NodeId(i, "row " + i), 1, vector(rows[i], single), 1));
        }
        return updates;
    }

    private static ParameterVector vector(double[] numbers, boolean single) {
        if (!single) {
            return DoubleVector.owning(numbers);
        }
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return FloatVector.owning(floats);
    }

    /** The context of a first round. */
    Context context(ParameterVector model) {
        Context context = new Context(1, model, stream());
        if (!has("root")) {
            return context;
        }
        double[] root = numbers("root");
        if (root.length != model.size()) {
            throw new Refusal("root: has " + root.length + " numbers, an update " + model.size());
        }
        return context.withRoot(vector(root, single()));
    }

    /** The random stream of the question's seed. */
    RandomGenerator stream() {
        return new Streams(node.has("seed") ? seed(required("seed")) : 0).of("eval");
    }

    private static long seed(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Refusal("seed: must be a whole number, got " + value);
        }
        return value.longValue();
    }

    Binder binder() {
        return BINDER;
    }

    <T> T bound(Class<T> type, String field) {
        return BINDER.bind(type, Json.tree(required(field), field));
    }

    <T> List<T> boundList(Class<T> type, String field) {
        return node.has(field) ? BINDER.bindList(type, Json.tree(required(field), field)) : List.of();
    }

    private JsonNode required(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new Refusal(field + ": is missing");
        }
        return value;
    }
}
