package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema against a validator of just the keywords it uses: every config of ours is valid, and typical slips are not. */
class SchemaTest {
    private static final Set<String> KEYWORDS = Set.of(
            "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties", "items", "minItems",
            "anyOf", "const", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final JsonNode SCHEMA = JsonMapper.shared().readTree(new Schema(new Binder()).json());

    private static boolean valid(JsonNode schema, JsonNode value) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        schema.propertyNames().forEach(keyword -> assertTrue(KEYWORDS.contains(keyword), "this validator does not know " + keyword));
        if (schema.has("$ref")) {
            return valid(SCHEMA.at(schema.path("$ref").stringValue().substring(1)), value);
        }
        if (schema.has("anyOf")) {
            return schema.path("anyOf").valueStream().anyMatch(each -> valid(each, value));
        }
        if (schema.has("const")) {
            return schema.path("const").equals(value);
        }
        if (schema.has("enum")) {
            return schema.path("enum").valueStream().anyMatch(value::equals);
        }
        return ofType(schema.path("type"), value) && (value.isObject() ? objectValid(schema, value) : itemsValid(schema, value)) && inRange(schema, value);
    }

    private static boolean ofType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(each -> ofType(each, value));
        }
        return switch (type.stringValue()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isString();
        };
    }

    private static boolean objectValid(JsonNode schema, JsonNode value) {
        return schema.path("required").valueStream().allMatch(name -> value.has(name.stringValue()))
                && value.propertyStream().allMatch(entry -> schema.path("properties").has(entry.getKey())
                        ? valid(schema.path("properties").path(entry.getKey()), entry.getValue())
                        : valid(schema.path("additionalProperties"), entry.getValue()));
    }

    private static boolean itemsValid(JsonNode schema, JsonNode value) {
        return !value.isArray()
                || (value.size() >= schema.path("minItems").asInt(0)
                        && (!schema.has("items") || value.valueStream().allMatch(each -> valid(schema.path("items"), each))));
    }

    private static boolean inRange(JsonNode schema, JsonNode value) {
        return !value.isNumber()
                || (value.doubleValue() >= schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        && value.doubleValue() <= schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)
                        && (!schema.has("exclusiveMinimum") || value.doubleValue() > schema.path("exclusiveMinimum").doubleValue())
                        && (!schema.has("exclusiveMaximum") || value.doubleValue() < schema.path("exclusiveMaximum").doubleValue()));
    }

    private static boolean valid(String yaml) {
        return valid(SCHEMA, JsonMapper.shared().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    @Test
    void everyConfigIsValid() throws IOException {
        List<Path> files;
        try (Stream<Path> configs = Files.list(Path.of("..", "configs"))) {
            files = configs.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            assertTrue(valid(Files.readString(file)), file.toString());
        }
    }

    @Test
    void slipsAreNot() {
        assertTrue(valid("{name: a, rule: {kind: krum, byzantine: 1}, adversary: {nodes: [London]}}"));
        assertFalse(valid("{name: a, ruel: {kind: krum}}"));
        assertFalse(valid("{name: a, rule: {kind: krumm}}"));
        assertFalse(valid("{name: a, rule: {kind: krum, byzantine: -1}}"));
        assertFalse(valid("{name: a, rule: {kind: krum, byzantine: one}}"));
        assertFalse(valid("{name: a, rule: krum}"));
        assertFalse(valid("{name: a, quorum: 0}"));
        assertFalse(valid("{name: a, evaluation: {metric: beauty}}"));
        assertFalse(valid("{rounds: 3}"));
        assertTrue(valid("{name: a, training: {kind: fed-avg}, tune: {path: training.learningRate, values: [0.1, 0.2]}}"));
        assertFalse(valid("{name: a, tune: {path: training.learningRate}}"));
        assertFalse(valid("{name: a, tune: {path: training.learningRate, values: 0.1}}"));
        assertTrue(valid("{name: a, claims: [{claim: a, source: b, cells: {rule: krum}, above: twin, worstOver: [adversary.attack]}]}"));
        assertFalse(valid("{name: a, claims: [{claim: a, source: b, cells: {rule: krum}, above: [twin]}]}"));
        assertFalse(valid("{name: a, claims: [{claim: a, cells: {rule: krum}, above: twin}]}"));
        assertFalse(valid("{name: a, figure: {rows: rule, colums: seed}}"));
    }

    @Test
    void editorsAreToldWhatAKeyMeans() {
        assertEquals("number of rounds", SCHEMA.at("/properties/rounds/description").stringValue());
        assertTrue(SCHEMA.at("/properties/quorum/description").stringValue().endsWith("; default 0.5"));
    }
}
