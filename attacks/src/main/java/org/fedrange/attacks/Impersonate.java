package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Sends an update of its own in the hospital's name, ahead of the hospital's: independent normal numbers, signed with a key that nobody certified, or with
 * the hospital's own that was stolen and then revoked.
 *
 * <p>Example: under {@code none} the invented update counts, and the hospital's own is a duplicate.
 *
 * <p>Source: MITRE ATLAS AML.T0073, impersonation.
 */
public record Impersonate(
        @Parameter(value = "standard deviation of the invented numbers", above = 0, byDefault = "1") double deviation,
        @Parameter(value = "whether it has the hospital's revoked key", byDefault = "false") boolean stolen)
        implements LineAttack {
    public Impersonate {
        Parameters.check(Impersonate.class, deviation, stolen);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Ahead(List.of(message.invented(deviation, stolen, stream)));
    }
}
