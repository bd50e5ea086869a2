package org.fedrange.simulator.federation;

import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.round.Message;

/**
 * The coordinator's question for a masked vector: the model to train, and what others encrypted for the node.
 *
 * @param model the parameters
 * @param shares encrypted shares by sender
 */
record ModelAndShares(ParameterVector model, byte[] shares) implements Message {
    @Override
    public long bytes() {
        return new ModelSent(model).bytes() + shares.length;
    }

    @Override
    public String type() {
        return MODEL;
    }

    @Override
    public ModelAndShares damaged(RandomGenerator stream) {
        return stream.nextInt() % 2 == 0
                ? new ModelAndShares(ModelSent.damaged(model, stream), shares)
                : new ModelAndShares(model, new Bytes("shares", shares).damaged(stream).content());
    }

    @Override
    public String digest() {
        return model.digest();
    }

    @Override
    public String toString() {
        return "model of " + model.size() + " numbers and shares of " + shares.length + " bytes";
    }
}
