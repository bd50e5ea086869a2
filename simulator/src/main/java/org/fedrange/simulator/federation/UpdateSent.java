package org.fedrange.simulator.federation;

import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.round.Message;

/**
 * A hospital's answer: its update.
 *
 * @param update the update
 */
public record UpdateSent(Update update) implements Message {
    @Override
    public long bytes() {
        return ModelSent.HEADER_BYTES
                + update.payload().values().stream().mapToLong(vector -> (long) Float.BYTES * vector.size()).sum();
    }

    @Override
    public UpdateSent damaged(RandomGenerator stream) {
        return new UpdateSent(update.withChange(ModelSent.damaged(update.change(), stream)));
    }

    @Override
    public String type() {
        return "update";
    }

    @Override
    public String digest() {
        return update.change().digest();
    }

    /** The vector rules combine. */
    ParameterVector change() {
        return update.change();
    }
}
