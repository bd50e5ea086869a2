package org.fedrange.simulator.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.jspecify.annotations.Nullable;

/**
 * What was said about an event in free words, which may hold what an error of a hospital's own code says. It stands beside the log, in {@code details.jsonl}; the log holds only
 *
 * <pre>
 * details = SHA-256(salt || reason)
 * </pre>
 *
 * <p>so that it can be erased, and nobody finds it by guessing, while every line, root and proof stays as it was. Salts come from the experiment's seed, as the same experiment must
 * have the same root: who has the experiment can run it again and does not need to guess.
 *
 * @param event number of the event's line in the log, from 1
 * @param salt 16 bytes, in hexadecimal
 * @param reason what was said
 */
record Detail(long event, String salt, String reason) implements Kept {
    private static final int SALT_BYTES = 16;

    static Detail drawn(long event, String reason, RandomGenerator stream) {
        byte[] salt = new byte[SALT_BYTES];
        stream.nextBytes(salt);
        return new Detail(event, HexFormat.of().formatHex(salt), reason);
    }

    @Override
    public Optional<Detail> opened(@Nullable OpeningKey key) {
        return Optional.of(this);
    }

    /** What the log holds of it, in hexadecimal. */
    String commitment() {
        MessageDigest sha256 = Sha256.start();
        sha256.update(salt.getBytes(StandardCharsets.US_ASCII));
        sha256.update(reason.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(sha256);
    }
}
