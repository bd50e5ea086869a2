package org.fedrange.attacks;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Holds its targets' updates up, so that they come after all others, or after the deadline. No protection of messages stops this.
 *
 * <p>Example: held for longer than {@code deadlineMillis} an update is as good as lost.
 *
 * <p>Source: Baruch et al., "A Little Is Enough", 2019, assume such control of time; MITRE ATT&amp;CK T1557.
 */
public record ReorderHold(
        @Parameter(value = "how long it holds each update", unit = "ms", above = 0, byDefault = "120000") double millis)
        implements LineAttack {
    public ReorderHold {
        Parameters.check(ReorderHold.class, millis);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Hold(millis);
    }
}
