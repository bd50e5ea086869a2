package org.fedrange.simulator.federation;

import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.round.Message;

/**
 * The coordinator's invitation: the global model to train.
 *
 * @param model the parameters
 */
public record ModelSent(ParameterVector model) implements Message {
    /** Bytes of a message besides its numbers: round, exchange, node, number of examples, a digest. */
    static final int HEADER_BYTES = 64;

    @Override
    public long bytes() {
        return HEADER_BYTES + (long) Float.BYTES * model.size();
    }

    @Override
    public String type() {
        return "model";
    }

    @Override
    public String digest() {
        return model.digest();
    }
}
