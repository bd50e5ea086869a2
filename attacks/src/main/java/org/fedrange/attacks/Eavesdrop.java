package org.fedrange.attacks;

import java.util.random.RandomGenerator;

/**
 * Reads updates on the line and leaves them as they are.
 *
 * <p>Example: under {@code authenticated} every update is read, under {@code sealed} none.
 *
 * <p>Source: MITRE ATT&amp;CK T1040, network sniffing.
 */
public record Eavesdrop() implements LineAttack {
    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Read();
    }
}
