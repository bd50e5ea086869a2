package org.fedrange.simulator.config;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Parameter;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.LeakageFigures;
import org.fedrange.simulator.Study;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema (2020-12) of experiment files, from the same records and annotations that read and describe them. It knows keys, types,
 * words and ranges; what cannot work together is known only to {@code fedrange check}, and so is what is missing: the matrix or
 * {@code tune} may supply any key.
 */
public final class Schema {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Binder binder;
    private final Map<String, Object> definitions = new TreeMap<>();

    /** The schema of what this binder binds. */
    public Schema(Binder binder) {
        this.binder = binder;
    }

    /** The schema as a text. */
    public String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "FedRange experiment");
        Map<String, Object> properties = properties(Experiment.class);
        properties.put(StudyFile.MATRIX, Map.of(
                "type", "object", "description", "values to vary by path, such as adversary.attack, or by several that change together, such as defenses + rule; every combination is run",
                "additionalProperties", Map.of("type", "array", "minItems", 1)));
        properties.put(StudyFile.TUNE, tune());
        properties.put(StudyFile.RISK, record(Study.Risk.class));
        properties.put(StudyFile.CLAIMS, Map.of("type", "array", "description", "what was found before and is put to the test", "items", claim()));
        properties.put(StudyFile.FIGURE, figure());
        root.putAll(object(properties, List.of("name")));
        root.put("$defs", definitions);
        return JSON.writeValueAsString(root);
    }

    private static Map<String, Object> tune() {
        Map<String, Object> properties = new LinkedHashMap<>();
        Tune.keys().forEach((key, meaning) -> properties.put(key, Map.of("type", key.equals(Tune.PATH) ? "string" : "array", "description", meaning)));
        return object(properties, List.of(Tune.PATH, Tune.VALUES));
    }

    private static Map<String, Object> claim() {
        Map<String, Object> open = Map.of("type", "object", "additionalProperties", true); // paths of the matrix, which only check knows
        Map<String, Object> properties = new LinkedHashMap<>();
        Assertion.keys().forEach((key, meaning) -> {
            Map<String, Object> schema = new LinkedHashMap<>(switch (key) {
                case Assertion.CELLS -> open;
                case Assertion.ROUND, Assertion.OBSERVER -> Map.of("type", "integer", "minimum", 1);
                case Assertion.BY -> Map.of("type", "number");
                case Assertion.METRIC -> Map.of("enum", Stream.concat(Assertion.metrics().stream(), LeakageFigures.ALL.stream()).toList());
                case Assertion.WORST_OVER, Assertion.BEST_OVER -> Map.of("type", List.of("string", "array"));
                case Assertion.ABOVE, Assertion.BELOW -> Map.of("anyOf", List.of(
                        Map.of("type", "number"), open, Map.of("enum", List.of(Assertion.TWIN, Assertion.BASELINE))));
                default -> Map.of("type", "string");
            });
            schema.put("description", meaning);
            properties.put(key, schema);
        });
        return object(properties, List.of(Assertion.CLAIM, Assertion.SOURCE, Assertion.CELLS));
    }

    private static Map<String, Object> figure() {
        Map<String, Object> properties = new LinkedHashMap<>();
        Drawing.keys().forEach((key, meaning) -> {
            boolean one = key.equals(Drawing.ROWS) || key.equals(Drawing.COLUMNS);
            properties.put(key, Map.of("type", one ? "string" : List.of("string", "array"), "description", meaning));
        });
        return object(properties, List.of(Drawing.ROWS, Drawing.COLUMNS));
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> record(Class<?> type) {
        return object(properties(type), List.of());
    }

    private Map<String, Object> properties(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), component(component, Binder.parameter(component)));
        }
        return properties;
    }

    private Map<String, Object> component(RecordComponent component, Parameter parameter) {
        Map<String, Object> schema = new LinkedHashMap<>(schema(component.getGenericType(), parameter));
        String unit = parameter.unit().isEmpty() ? "" : ", in " + parameter.unit();
        schema.put("description", parameter.value() + unit + Catalogue.absent(parameter, ""));
        return schema;
    }

    private Map<String, Object> schema(Type type, Parameter parameter) {
        if (type instanceof ParameterizedType list) {
            return Map.of("type", "array", "items", schema(list.getActualTypeArguments()[0], parameter));
        }
        Class<?> plain = MethodType.methodType((Class<?>) type).unwrap().returnType();
        if (Scalars.covers(plain)) {
            return scalar(plain, parameter);
        }
        if (plain.isSealed()) {
            return Map.of("$ref", "#/$defs/" + family(plain));
        }
        return Alternatives.covers(plain)
                ? Map.of("anyOf", Alternatives.arguments(plain).stream().map(way -> schema(way, parameter)).toList())
                : record(plain);
    }

    private static Map<String, Object> scalar(Class<?> type, Parameter parameter) {
        if (type.isEnum()) {
            return Map.of("enum", Scalars.words(type));
        }
        return switch (type.getSimpleName()) {
            case "int", "long" -> bounded("integer", parameter);
            case "double" -> bounded("number", parameter);
            case "boolean" -> Map.of("type", "boolean");
            // YAML takes an unquoted 1 for a number where a text is meant.
            default -> Map.of("type", List.of("string", "number", "boolean"));
        };
    }

    private static Map<String, Object> bounded(String type, Parameter parameter) {
        Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", type));
        bound(schema, "minimum", parameter.min());
        bound(schema, "maximum", parameter.max());
        bound(schema, "exclusiveMinimum", parameter.above());
        bound(schema, "exclusiveMaximum", parameter.below());
        return schema;
    }

    private static void bound(Map<String, Object> schema, String keyword, double bound) {
        if (Double.isFinite(bound)) {
            schema.put(keyword, bound);
        }
    }

    /** Defines a family once: one of its kinds, told by the key {@code kind}. */
    private String family(Class<?> family) {
        String name = Kind.of(family);
        if (!definitions.containsKey(name)) {
            List<Object> kinds = new ArrayList<>();
            definitions.put(name, Map.of("anyOf", kinds));
            binder.kinds(family).forEach((kind, type) -> kinds.add(kind(kind, type)));
        }
        return name;
    }

    private Map<String, Object> kind(String kind, Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Binder.KIND, Map.of("const", kind));
        properties.putAll(properties(type));
        Map<String, Object> schema = object(properties, List.of(Binder.KIND));
        schema.put("title", kind);
        return schema;
    }
}
