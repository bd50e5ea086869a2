package org.fedrange.simulator.federation;

import java.util.random.RandomGenerator;
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
    public ModelSent damaged(RandomGenerator stream) {
        return new ModelSent(damaged(model, stream));
    }

    static ParameterVector damaged(ParameterVector vector, RandomGenerator stream) {
        return vector.damaged(stream.nextInt(vector.size()), stream.nextInt(Float.SIZE));
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
