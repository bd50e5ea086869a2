package org.fedrange.simulator.audit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds, for events in the order of their log, the line in which the other side recorded the same exchange. */
final class Peers {
    private @Nullable Long opened;
    /** Lines in which nodes recorded what they received in this round; looked up, never walked through. */
    private final Map<String, Long> received = new HashMap<>();

    /** The peer of an event at this line; null where there is none. */
    @Nullable Long of(AuditEvent event, long line) {
        if (event.action().equals(AuditEvent.ROUND_OPENED)) {
            opened = line;
            received.clear();
            return null;
        }
        if (event.action().equals(AuditEvent.MODEL_RECEIVED)) {
            received.put(event.actor(), line);
            return opened;
        }
        return event.role().equals(AuditEvent.HOSPITAL) ? received.get(event.actor()) : null;
    }
}
