package org.fedrange.simulator.pack;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (2020-12) of {@code evidence.json}, read off the records that it is written from, so that both cannot part. */
final class EvidenceSchema {
    static final String FILE = "evidence.schema.json";

    private EvidenceSchema() {}

    static String text() {
        ObjectNode schema = Documents.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Evidence pack of FedRange");
        schema.setAll(of(Evidence.class));
        return Documents.text(schema);
    }

    private static ObjectNode of(Type type) {
        if (type instanceof ParameterizedType list) {
            return Documents.object().put("type", "array").set("items", of(list.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            return Documents.object().set("enum", Documents.words(Stream.of(plain.getEnumConstants()).map(one -> Kind.of((Enum<?>) one)).toList()));
        }
        String name = plain == String.class ? "string" : plain == boolean.class || plain == Boolean.class ? "boolean"
                : plain == double.class || plain == Double.class ? "number" : "integer";
        return Documents.object().put("type", name);
    }

    private static ObjectNode record(Class<?> type) {
        ObjectNode properties = Documents.object();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        ObjectNode schema = Documents.object().put("type", "object");
        schema.set("properties", properties);
        schema.set("required", Documents.words(required));
        return schema.put("additionalProperties", false);
    }
}
