package org.fedrange.attacks;

import java.util.random.RandomGenerator;

/**
 * Says that the message needs no protection, and takes it off: where the receiver believes that, the opposite of the update is taken. While keys are agreed
 * on the same lie is another header, which is signed.
 *
 * <p>Example: under {@code none} there is nothing to take off, and the update is turned round; under all others it is refused.
 *
 * <p>Source: Alashwali, Rasmussen, "What's in a Downgrade?", 2018.
 */
public record Downgrade() implements LineAttack {
    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Replace(message.unprotected());
    }
}
