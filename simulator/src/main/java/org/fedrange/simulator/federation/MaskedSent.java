package org.fedrange.simulator.federation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.round.Message;
import org.jspecify.annotations.Nullable;

/**
 * A hospital's answer under its masks. On the wire are the words alone; the update under them stays beside it for the adversary, whose
 * declared knowledge says whether it may look ({@link MaskedMind}); the coordinator reads words only.
 */
final class MaskedSent implements Message {
    private final int[] words;
    private final int bits;
    private final @Nullable Update update;
    private final @Nullable Encoder encoder;
    private final SortedMap<String, Double> measured;
    private @Nullable String digest;

    /** How a Byzantine node makes words of an update; the same update gives the same words again. */
    interface Encoder {
        int[] encoded(Update update);
    }

    /**
     * A masked vector.
     *
     * @param words the masked words, of so many {@code bits} each
     * @param update what is under the masks; null for a node without data, whose words are those of nothing
     * @param encoder for a node of the adversary, which may put something else under them
     * @param measured what the hospital's defenses measured, by name; not on the wire
     */
    MaskedSent(int[] words, int bits, @Nullable Update update, @Nullable Encoder encoder, SortedMap<String, Double> measured) {
        this.words = words;
        this.bits = bits;
        this.update = update;
        this.encoder = encoder;
        this.measured = measured;
    }

    int bits() {
        return bits;
    }

    int[] words() {
        return words;
    }

    /** What an adversary that sees updates sees. */
    Optional<Update> update() {
        return Optional.ofNullable(update);
    }

    /** The same masks with something else under them: what a Byzantine node can do with its own. */
    MaskedSent replaced(Update other) {
        if (encoder == null) {
            throw new IllegalStateException("only a node of the adversary sends what it is told");
        }
        int[] changed = encoder.encoded(other);
        int[] before = update == null ? new int[changed.length] : encoder.encoded(update);
        int mask = bits == Integer.SIZE ? -1 : (1 << bits) - 1;
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (words[i] - before[i] + changed[i]) & mask;
        }
        return new MaskedSent(changed, bits, other, encoder, measured);
    }

    @Override
    public long bytes() {
        return ModelSent.HEADER_BYTES + ((long) words.length * bits + 7) / 8;
    }

    @Override
    public String type() {
        return "masked-update";
    }

    @Override
    public MaskedSent damaged(RandomGenerator stream) {
        int[] changed = words.clone();
        changed[stream.nextInt(changed.length)] ^= 1 << stream.nextInt(bits);
        return new MaskedSent(changed, bits, update, encoder, measured);
    }

    @Override
    public SortedMap<String, Double> measured() {
        return measured;
    }

    @Override
    public String digest() {
        String known = digest;
        if (known == null) {
            MessageDigest sha256 = Sha256.start();
            ByteBuffer piece = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < words.length; from += 2048) {
                int length = Math.min(2048, words.length - from);
                piece.asIntBuffer().put(words, from, length);
                sha256.update(piece.array(), 0, length * Integer.BYTES);
            }
            known = Sha256.hex(sha256);
            digest = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "masked update of " + words.length + " numbers";
    }
}
