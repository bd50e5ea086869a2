package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Sends again what passed in an earlier round, ahead of the message itself; with today's date where nothing protects the date. With
 * {@code otherRun} it is the recording as another run of the same hospitals would carry it.
 *
 * <p>Example: in rounds 2, 3, ... the update of round 1 comes first and counts; the hospital's own is a duplicate.
 *
 * <p>Source: RFC 4303, section 3.4.3, for the attack and the window against it.
 */
public record Replay(
        @Parameter(value = "round it records", min = 1, byDefault = "1") int recorded,
        @Parameter(value = "whether it comes from another run", byDefault = "false") boolean otherRun,
        @Parameter(value = "which messages it strikes: updates (up), models (down) or both", byDefault = "up") Way way)
        implements LineAttack {
    public Replay {
        Parameters.check(Replay.class, recorded, otherRun, way);
    }

    @Override
    public boolean records(int round) {
        return round == recorded;
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        Optional<byte[]> its = otherRun ? message.recordedElsewhere(recorded) : message.recorded(recorded);
        return message.round() <= recorded || its.isEmpty() ? new Meddling.Nothing() : new Meddling.Ahead(List.of(its.get()));
    }
}
