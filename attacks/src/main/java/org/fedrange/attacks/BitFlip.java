package org.fedrange.attacks;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Turns bits of what is on the wire, drawn anew for each message. In the clear most of them are bits of numbers, and one in 32 is the highest of an
 * exponent, which makes a small number huge.
 *
 * <p>Example: 0.5 with its highest exponent bit turned is 1.7e38.
 *
 * <p>Source: this project; the exponent's part in it as in Rakin, He, Fan, "Bit-Flip Attack", 2019.
 */
public record BitFlip(
        @Parameter(value = "bits turned in each message", unit = "bits", min = 1, max = 1_000_000, byDefault = "4") int bits,
        @Parameter(value = "which messages it strikes: updates (up), models (down) or both", byDefault = "up") Way way)
        implements LineAttack {
    public BitFlip {
        Parameters.check(BitFlip.class, bits, way);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        byte[] changed = message.bytes().clone();
        for (int i = 0; i < bits; i++) {
            int bit = stream.nextInt(8 * changed.length);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return new Meddling.Replace(changed);
    }
}
