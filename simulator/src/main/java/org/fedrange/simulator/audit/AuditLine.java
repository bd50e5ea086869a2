package org.fedrange.simulator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log has it: with its number, whose organisation it concerns, under which policy, and where the other side's record of the same exchange stands.
 *
 * @param id run and number of the line in its log, from 1
 * @param organisation whose it is: a hospital's own name, or {@code consortium} or {@code outside}
 * @param policy SHA-256 of what was agreed to, the resolved experiment with build and data; where work begins under it, at the start of a cell and of each round
 * @param peer number of the line in which the other side of the exchange recorded it: what a hospital received points to what was sent, what became of an update to what the hospital
 *     received; null where the other side recorded nothing
 * @param details commitment to what stands beside the log, as {@link Detail} has it; null where nothing does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id", "fold", "round", "millis", "action", "outcome", "actor", "role", "organisation", "objectType", "digest", "policy", "peer", "kept", "weight", "score", "details"
})
record AuditLine(
        String id,
        int fold,
        int round,
        double millis,
        String action,
        String outcome,
        String actor,
        String role,
        String organisation,
        @Nullable String objectType,
        @Nullable String digest,
        @Nullable String policy,
        @Nullable Long peer,
        @Nullable Boolean kept,
        @Nullable Double weight,
        @Nullable Double score,
        @Nullable String details) {

    static AuditLine of(String id, AuditEvent event, @Nullable String policy, @Nullable Long peer, @Nullable String details) {
        return new AuditLine(
                id, event.fold(), event.round(), event.millis(), event.action(), event.outcome(), event.actor(), event.role(), event.organisation(), event.objectType(), event.digest(),
                policy, peer, event.kept(), event.weight(), event.score(), details);
    }
}
