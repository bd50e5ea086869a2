package org.fedrange.defenses;

import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;

/**
 * A safeguard with pure hooks along the path of an update, each doing nothing unless overridden. {@link #onUpdate} runs at
 * the hospital and so binds honest nodes only; the others run at the coordinator, in reverse order of declaration.
 */
public sealed interface Defense permits UpdateClipping, CustomDefense {

    /** At an honest hospital, before its update is sent. */
    default Outcome<Update> onUpdate(Context context, Update update) {
        return new Outcome<>(update, new TreeMap<>());
    }

    /** At the coordinator, on the rule's result. */
    default Outcome<ParameterVector> onAggregate(Context context, ParameterVector aggregate, int updates) {
        return new Outcome<>(aggregate, new TreeMap<>());
    }

    /** At the coordinator, on the new global model, after the server optimiser. */
    default Outcome<ParameterVector> onModel(Context context, ParameterVector model) {
        return new Outcome<>(model, new TreeMap<>());
    }

    /** A hook's result and what it measured, by name, such as the norm before clipping. */
    record Outcome<T>(T result, SortedMap<String, Double> measurements) {}
}
