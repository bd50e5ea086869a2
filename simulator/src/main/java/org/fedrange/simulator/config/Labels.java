package org.fedrange.simulator.config;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;

/**
 * Short names for the values of an axis, such as {@code sign-flip (scale 5)}: of the parameters only those that differ from
 * their default and do not follow from another.
 *
 * @param binder knows the defaults
 */
record Labels(Binder binder) {
    /** What is shown where an experiment has no such component, as the scale of no attack. */
    static final String NOTHING = "-";

    /** The label of what stands at the end of a route. */
    String of(Route route, Record record) {
        return route.at(record).map(this::of).orElse(NOTHING);
    }

    /** The label of a value. */
    String of(Object value) {
        return switch (value) {
            case List<?> list when list.isEmpty() -> "none";
            case List<?> list -> {
                String between = list.getFirst() instanceof Record ? " + " : "-";
                yield list.stream().map(this::of).collect(Collectors.joining(between));
            }
            case Enum<?> word -> Kind.of(word);
            case Double number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            case Record record when !Alternatives.covers(record.getClass()) -> of(record);
            default -> value.toString();
        };
    }

    /** Whether something else that is shown decides it. */
    private static boolean follows(RecordComponent component, Record record) {
        String decidedBy = Binder.parameter(component).decidedBy();
        return Stream.of(record.getClass().getRecordComponents()).filter(its -> its.getName().equals(decidedBy)).anyMatch(its -> Components.get(its, record).isPresent());
    }

    private String of(Record record) {
        List<String> details = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Optional<Object> given = Components.get(component, record);
            if (given.isPresent() && !given.equals(binder.byDefault(component)) && !follows(component, record)) {
                details.add(component.getName() + " " + of(given.get()));
            }
        }
        String list = String.join(", ", details);
        if (!Family.isKind(record.getClass())) {
            return list.isEmpty() ? "default" : list;
        }
        return Kind.of(record.getClass()) + (list.isEmpty() ? "" : " (" + list + ")");
    }
}
