package org.fedrange.attacks;

import java.util.random.RandomGenerator;

/**
 * Lets nothing of its targets' updates pass. No protection of messages stops this; quorum and deadline bear it, and the log shows it.
 *
 * <p>Example: three of ten hospitals dropped leave the mean of seven.
 *
 * <p>Source: MITRE ATT&amp;CK T1499, denial of service.
 */
public record DropTarget() implements LineAttack {
    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Drop();
    }
}
