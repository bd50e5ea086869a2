package org.fedrange.attacks;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Lets none of its targets' messages pass. No protection of messages stops this; quorum and deadline bear it, and the log shows it.
 *
 * <p>Example: three of ten hospitals dropped leave the mean of seven.
 *
 * <p>Source: MITRE ATT&amp;CK T1499, denial of service.
 */
public record DropTarget(@Parameter(value = "which messages it strikes: updates (up), models (down) or both", byDefault = "up") Way way)
        implements LineAttack {
    public DropTarget {
        Parameters.check(DropTarget.class, way);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Drop();
    }
}
