package org.fedrange.simulator.federation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.round.Message;

/**
 * A hospital's answer: its update.
 *
 * @param update the update
 * @param measured what the hospital's defenses measured, by name; not on the wire
 */
public record UpdateSent(Update update, SortedMap<String, Double> measured) implements Message {
    /** An update of which nothing was measured. */
    public UpdateSent(Update update) {
        this(update, Collections.emptySortedMap());
    }

    @Override
    public long bytes() {
        return ModelSent.HEADER_BYTES
                + update.payload().values().stream().mapToLong(vector -> (long) Float.BYTES * vector.size()).sum();
    }

    @Override
    public UpdateSent damaged(RandomGenerator stream) {
        return new UpdateSent(update.withChange(ModelSent.damaged(update.change(), stream)), measured);
    }

    @Override
    public String type() {
        return "update";
    }

    @Override
    public String digest() {
        SortedMap<String, ParameterVector> others = new TreeMap<>(update.payload());
        others.remove(Update.CHANGE);
        return ModelSent.digest(update.change(), others);
    }

    /** The vector rules combine. */
    ParameterVector change() {
        return update.change();
    }
}
