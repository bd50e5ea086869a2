package org.fedrange.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Random streams by name: the only source of randomness there is, unless a {@link Secret} is given.
 *
 * <p>A stream is found by (seed, scope, purpose, round, node), never taken in turn from a shared generator, so that a draw
 * does not depend on what was drawn before it, by whom, or in which thread. Changing the attack therefore changes no
 * honest hospital's batches, and two cells of a matrix with one seed are paired.
 *
 * @param seed the experiment's seed
 * @param scope a part of the run with streams of its own, such as a fold; empty for the whole run
 * @param secret where draws come from that nobody who knows the seed may repeat; null where these, too, follow from the seed
 */
public record Streams(long seed, String scope, @Nullable Secret secret) {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY = RandomGeneratorFactory.of("L64X128MixRandom");

    /** Streams by name that do not follow from the seed. */
    @FunctionalInterface
    public interface Secret {
        /** The stream of this name, within one run always the same. */
        RandomGenerator of(byte[] name);
    }

    /** The streams of a whole run. */
    public Streams(long seed) {
        this(seed, "", null);
    }

    /** The same seed's streams for one part of the run: none of them is one of the whole run's. */
    public Streams within(String part) {
        return new Streams(seed, scope + "/" + part, secret);
    }

    /** The stream for what is drawn once. */
    public RandomGenerator of(String purpose) {
        return of(purpose, 0, 0);
    }

    /** The stream of one purpose, round and node; the same name always gives a new stream at its first number. */
    public RandomGenerator of(String purpose, int round, int node) {
        return FACTORY.create(name(purpose, round, node));
    }

    /** The stream of one purpose, round and node, for a draw that a promise of privacy rests on: from the {@link Secret} where there is one. */
    public RandomGenerator secret(String purpose, int round, int node) {
        return secret == null ? of(purpose, round, node) : secret.of(name(purpose, round, node));
    }

    private byte[] name(String purpose, int round, int node) {
        byte[] scopeBytes = scope.getBytes(StandardCharsets.UTF_8);
        byte[] purposeBytes = purpose.getBytes(StandardCharsets.UTF_8);
        // Lengths go in too, so that no two names run together into one.
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + 4 * Integer.BYTES + scopeBytes.length + purposeBytes.length);
        buffer.putLong(seed).putInt(round).putInt(node);
        buffer.putInt(scopeBytes.length).put(scopeBytes).putInt(purposeBytes.length).put(purposeBytes);
        return Sha256.start().digest(buffer.array());
    }
}
