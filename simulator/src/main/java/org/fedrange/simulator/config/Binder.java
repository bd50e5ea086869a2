package org.fedrange.simulator.config;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.fedrange.learning.Parameter;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Binds what a user wrote to records, strictly: keys are component names, a sealed family's key {@code kind} chooses among
 * its records, absent keys take the default of their {@link Parameter}, and everything else is a {@link Refusal} that names
 * the place, what was given and what is allowed.
 */
public final class Binder {
    /** The key that names a kind. */
    static final String KIND = "kind";

    private final List<Class<? extends Record>> outside;

    /** Binds to the project's own kinds. */
    public Binder() {
        this(List.of());
    }

    /** Binds to the project's own kinds and these. */
    public Binder(List<Class<? extends Record>> outside) {
        this.outside = List.copyOf(outside);
    }

    /** The value of that type which {@code tree} describes. */
    public <T> T bind(Class<T> type, Tree tree) {
        return type.cast(value(type, null, tree));
    }

    /** The value of that type which a YAML text describes; {@code source} is what refusals call the text. */
    public <T> T read(Class<T> type, String source, String text) {
        return bind(type, Yaml.read(source, text));
    }

    /** The value of that type which a YAML file describes. */
    public <T> T read(Class<T> type, Path file) {
        return read(type, file.toString(), Text.read(file));
    }

    /** The keys at the top of a YAML file. */
    public static Set<String> keys(Path file) {
        return Yaml.read(file.toString(), Text.read(file)) instanceof Tree.Mapping top ? top.entries().keySet() : Set.of();
    }

    /** The values of that type which the list {@code tree} describes. */
    public <T> List<T> bindList(Class<T> element, Tree tree) {
        return elements(element, null, tree).stream().map(element::cast).toList();
    }

    /** The kinds of a family by name. */
    SortedMap<String, Class<? extends Record>> kinds(Class<?> family) {
        return Family.kinds(family, outside);
    }

    private Object value(Type type, @Nullable Parameter parameter, Tree tree) {
        if (tree instanceof Tree.Scalar scalar && scalar.absent()) {
            throw tree.place().refusal("has no value; give one, or leave the key out for its default");
        }
        if (type instanceof ParameterizedType list) {
            return elements((Class<?>) list.getActualTypeArguments()[0], parameter, tree);
        }
        Class<?> plain = MethodType.methodType((Class<?>) type).unwrap().returnType();
        if (Scalars.covers(plain)) {
            return Scalars.read(plain, parameter, tree);
        }
        if (plain.isSealed()) {
            return kind(plain, tree);
        }
        return Alternatives.covers(plain) ? Alternatives.read(plain, parameter, tree) : record(plain, "", mapping(tree, plain));
    }

    private List<Object> elements(Class<?> element, @Nullable Parameter parameter, Tree tree) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            throw tree.place().refusal("must be a list, got " + tree.shown() + "; write [...] around it");
        }
        return sequence.elements().stream().map(one -> value(element, parameter, one)).toList();
    }

    private Object kind(Class<?> family, Tree tree) {
        SortedMap<String, Class<? extends Record>> kinds = kinds(family);
        Tree.Mapping mapping = mapping(tree, family);
        Tree given = mapping.entries().get(KIND);
        if (given == null) {
            String like = Words.nearest(KIND, mapping.entries().keySet()).map(key -> "; is it " + Words.shown(key) + "?").orElse(".");
            throw tree.place().refusal("the key kind is missing" + like + " Kinds: " + String.join(", ", kinds.keySet()));
        }
        if (!(given instanceof Tree.Scalar word)) {
            throw given.place().refusal("must be one word, got " + given.shown());
        }
        Class<? extends Record> type = kinds.get(word.text());
        if (type == null) {
            throw given.place().refusal("unknown kind " + word.shown() + Words.instead(word.text(), kinds.keySet()));
        }
        return record(type, word.text(), mapping);
    }

    private Tree.Mapping mapping(Tree tree, Class<?> type) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping;
        }
        boolean named = tree instanceof Tree.Scalar word && type.isSealed() && kinds(type).containsKey(word.text());
        throw tree.place().refusal("must be a mapping of keys to values, got " + tree.shown()
                + (named ? "; write {kind: " + ((Tree.Scalar) tree).text() + "}" : ""));
    }

    private Object record(Class<?> type, String kind, Tree.Mapping mapping) {
        refuseUnknownKeys(mapping, names(type), kind);
        RecordComponent[] components = type.getRecordComponents();
        refuseMissingKeys(components, mapping);
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            Tree given = mapping.entries().get(component.getName());
            values.add(given != null
                    ? value(component.getGenericType(), parameter(component), given)
                    : byDefault(component).orElse(null));
        }
        return construct(type, components, values, mapping);
    }

    /** The names of a record's components. */
    static List<String> names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    }

    /** Refuses the first key that is not allowed; {@code kind} is empty where there are no kinds. */
    static void refuseUnknownKeys(Tree.Mapping mapping, List<String> allowed, String kind) {
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            if (!allowed.contains(entry.getKey()) && (kind.isEmpty() || !entry.getKey().equals(KIND))) {
                String of = kind.isEmpty() ? "" : " for the kind " + kind;
                throw entry.getValue().place().refusal("unknown key" + of + Words.instead(entry.getKey(), allowed));
            }
        }
    }

    private static void refuseMissingKeys(RecordComponent[] components, Tree.Mapping mapping) {
        for (RecordComponent component : components) {
            if (isRequired(component) && !mapping.entries().containsKey(component.getName())) {
                throw mapping.place().refusal("the key " + component.getName() + " is missing: " + parameter(component).value());
            }
        }
    }

    /** Whether a record cannot be made without this component. */
    static boolean isRequired(RecordComponent component) {
        return parameter(component).byDefault().isEmpty() && parameter(component).derived().isEmpty();
    }

    /** The constant default of a component; empty where it has none. */
    Optional<Object> byDefault(RecordComponent component) {
        Parameter parameter = parameter(component);
        if (parameter.byDefault().isEmpty()) {
            return Optional.empty();
        }
        Tree tree = Yaml.read("default of " + component.getName(), parameter.byDefault());
        return Optional.of(value(component.getGenericType(), parameter, tree));
    }

    static Parameter parameter(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Parameter.class), () -> component.getDeclaringRecord() + ": no @Parameter on " + component);
    }

    private static Object construct(Class<?> type, RecordComponent[] components, List<@Nullable Object> values, Tree.Mapping mapping) {
        try {
            Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // a record written outside the project need not be public
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw at(mapping, String.valueOf(refused.getMessage())).refusal(String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException("cannot make " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    /** A record's message begins with the component it is about: that is the place, which {@code --set} may have given. */
    private static Place at(Tree.Mapping mapping, String message) {
        return mapping.entries().getOrDefault(message.split(" ", 2)[0], mapping).place();
    }
}
