package org.fedrange.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.round.Message;

/**
 * A message on the wire, and what faults have done to it.
 *
 * @param body what will arrive
 * @param delayMillis how much later than without faults
 * @param faults kinds of the faults that struck it
 */
public record Copy(Message body, double delayMillis, List<String> faults) {
    public Copy {
        faults = List.copyOf(faults);
    }

    /** A message that nothing has happened to. */
    public static Copy of(Message body) {
        return new Copy(body, 0, List.of());
    }

    /** The same, struck by one more fault. */
    Copy struck(Fault by, Message becomes, double later) {
        List<String> all = new ArrayList<>(faults);
        all.add(Kind.of(by.getClass()));
        return new Copy(becomes, delayMillis + later, all);
    }
}
