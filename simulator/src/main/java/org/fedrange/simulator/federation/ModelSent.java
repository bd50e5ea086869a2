package org.fedrange.simulator.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.round.Message;

/**
 * The coordinator's invitation: the global model to train.
 *
 * @param model the parameters
 * @param along the vectors that the training sends along with them, by name
 */
public record ModelSent(ParameterVector model, SortedMap<String, ParameterVector> along) implements Message {
    /** Bytes of a message besides its numbers: round, exchange, node, number of examples, a digest. */
    static final int HEADER_BYTES = 64;

    public ModelSent {
        along = Collections.unmodifiableSortedMap(new TreeMap<>(along));
    }

    /** A model that goes alone. */
    public ModelSent(ParameterVector model) {
        this(model, new TreeMap<>());
    }

    @Override
    public long bytes() {
        return HEADER_BYTES + (long) Float.BYTES * model.size() * (1 + along.size());
    }

    @Override
    public ModelSent damaged(RandomGenerator stream) {
        return new ModelSent(damaged(model, stream), along);
    }

    static ParameterVector damaged(ParameterVector vector, RandomGenerator stream) {
        return vector.damaged(stream.nextInt(vector.size()), stream.nextInt(Float.SIZE));
    }

    /** The digest of a vector, or where others go with it of all digests. */
    static String digest(ParameterVector first, SortedMap<String, ParameterVector> others) {
        if (others.isEmpty()) {
            return first.digest();
        }
        MessageDigest sha256 = Sha256.start();
        sha256.update(first.digest().getBytes(StandardCharsets.US_ASCII));
        others.values().forEach(vector -> sha256.update(vector.digest().getBytes(StandardCharsets.US_ASCII)));
        return Sha256.hex(sha256);
    }

    @Override
    public String type() {
        return MODEL;
    }

    @Override
    public String digest() {
        return digest(model, along);
    }
}
