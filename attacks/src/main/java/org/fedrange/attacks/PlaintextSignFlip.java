package org.fedrange.attacks;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Puts the opposite of each message in its place, scaled: sign-flip without owning a hospital. Where it cannot read it turns bits where signs would stand.
 *
 * <p>Example: (1, -2) with scale 5 becomes (-5, 10).
 *
 * <p>Source: Li et al., "RSA", 2019, for the update; MITRE ATT&amp;CK T1557, adversary in the middle, for the place.
 */
public record PlaintextSignFlip(
        @Parameter(value = "length of what is put in its place, as a multiple of the message's", above = 0, byDefault = "1") double scale,
        @Parameter(value = "which messages it strikes: updates (up), models (down) or both", byDefault = "up") Way way)
        implements LineAttack {
    public PlaintextSignFlip {
        Parameters.check(PlaintextSignFlip.class, scale, way);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Replace(message.negated(scale));
    }
}
