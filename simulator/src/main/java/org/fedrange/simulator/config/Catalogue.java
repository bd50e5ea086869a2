package org.fedrange.simulator.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Stage;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.backdoor.Delivery;
import org.fedrange.attacks.backdoor.Trigger;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.optimizer.ServerOptimizer;
import org.fedrange.learning.partition.Partition;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.SecureAggregation;
import org.fedrange.simulator.data.DataSource;
import org.fedrange.simulator.fault.Fault;

/**
 * The families of kinds, and what each kind is: its description is the documentation in its source, which travels with the
 * program, and its parameters are its components.
 */
public final class Catalogue {
    private static final Map<String, Class<?>> FAMILIES = new LinkedHashMap<>();

    static {
        FAMILIES.put("data", DataSource.class);
        FAMILIES.put("partition", Partition.class);
        FAMILIES.put("model", Model.class);
        FAMILIES.put("training", Training.class);
        FAMILIES.put("server-optimizer", ServerOptimizer.class);
        FAMILIES.put("fault", Fault.class);
        FAMILIES.put("attack", Attack.class);
        FAMILIES.put("inference", InferenceAttack.class);
        FAMILIES.put("trigger", Trigger.class);
        FAMILIES.put("delivery", Delivery.class);
        FAMILIES.put("defense", Defense.class);
        FAMILIES.put("stage", Stage.class);
        FAMILIES.put("rule", Aggregator.class);
        FAMILIES.put("secure-aggregation", SecureAggregation.class);
    }

    private static final Pattern DOCUMENTATION = Pattern.compile("/\\*\\*(.*?)\\*/\\s*public record", Pattern.DOTALL);

    private Catalogue() {}

    /** Every family with its kinds, a line each. */
    public static String list() {
        StringBuilder text = new StringBuilder();
        FAMILIES.forEach((name, family) -> text.append(String.format(
                java.util.Locale.ROOT, "%-20s%s%n", name, String.join(", ", Family.kinds(family, List.of()).keySet()))));
        return text.toString();
    }

    /** The kinds of a family by name; none where there is no such family. */
    public static Set<String> kinds(String family) {
        Class<?> type = FAMILIES.get(family);
        return type == null ? Set.of() : Family.kinds(type, List.of()).keySet();
    }

    /**
     * A kind in full.
     *
     * @throws Refusal where there is no such family or kind
     */
    public static String describe(String family, String kind) {
        Class<?> type = FAMILIES.get(family);
        if (type == null) {
            throw new Refusal("no family is called " + Words.shown(family) + Words.instead(family, FAMILIES.keySet()));
        }
        SortedMap<String, Class<? extends Record>> kinds = Family.kinds(type, List.of());
        Class<? extends Record> record = kinds.get(kind);
        if (record == null) {
            throw new Refusal("the family " + family + " has no kind " + Words.shown(kind) + Words.instead(kind, kinds.keySet()));
        }
        StringBuilder text = new StringBuilder(kind + " (" + family + ")\n\n").append(documentation(record));
        RecordComponent[] components = record.getRecordComponents();
        text.append(components.length == 0 ? "\nNo parameters.\n" : "\nParameters:\n");
        for (RecordComponent component : components) {
            text.append("  ").append(component.getName()).append(": ").append(parameter(component)).append('\n');
        }
        return text.toString();
    }

    private static String parameter(RecordComponent component) {
        Parameter parameter = component.getAnnotation(Parameter.class);
        if (parameter == null) {
            return component.getType().getSimpleName();
        }
        StringBuilder text = new StringBuilder(parameter.value());
        if (!parameter.unit().isEmpty()) {
            text.append(", in ").append(parameter.unit());
        }
        String range = Parameters.range(parameter);
        text.append(range.equals("a finite number") ? "" : "; " + range);
        return text.append(absent(parameter, "; required")).toString();
    }

    /** What an absent key means; {@code required} where it must be there. */
    static String absent(Parameter parameter, String required) {
        return !parameter.derived().isEmpty() ? "; if absent: " + parameter.derived()
                : !parameter.byDefault().isEmpty() ? "; default " + parameter.byDefault() : required;
    }

    private static String documentation(Class<?> type) {
        try (InputStream source = type.getResourceAsStream("/META-INF/sources/" + type.getName().replace('.', '/') + ".java")) {
            Matcher matcher = source == null
                    ? DOCUMENTATION.matcher("")
                    : DOCUMENTATION.matcher(new String(source.readAllBytes(), StandardCharsets.UTF_8));
            return matcher.find() ? plain(matcher.group(1)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("the source of " + type + " cannot be read", e);
        }
    }

    /** Documentation as plain text. */
    private static String plain(String documentation) {
        return documentation
                .replaceAll("(?m)^ ?\\* ?", "")
                .replaceAll("(?m)^@param.*(\\R(?!\\R|@).*)*", "")
                .replaceAll("\\{@(?:code|link|value) #?([^}]*)}", "$1")
                .replaceAll("</?(p|pre)>", "")
                .replace("&lt;", "<").replace("&gt;", ">")
                .strip() + "\n";
    }
}
