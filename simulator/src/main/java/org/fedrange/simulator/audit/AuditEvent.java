package org.fedrange.simulator.audit;

import org.jspecify.annotations.Nullable;

/**
 * One fact of a run, in the past tense. Holds digests and counts, never a value of a patient. The log makes a line of it, and puts the reason beside.
 *
 * @param fold the fold, from 1; 0 for what concerns the whole cell
 * @param round the round, from 1; 0 outside of rounds
 * @param millis virtual time since the fold's run began
 * @param action what happened, such as {@code update-accepted}
 * @param outcome {@code success} or {@code failure}
 * @param actor who did it: {@code coordinator}, {@code adversary} or a node's name
 * @param role the actor's role: {@code coordinator}, {@code hospital} or {@code adversary}
 * @param objectType what it was done to, such as {@code update} or {@code model}
 * @param digest SHA-256 of that object, in hexadecimal
 * @param kept whether the rule kept the update
 * @param weight the rule's weight of the update
 * @param score the number behind the rule's decision
 * @param reason why it failed, or what else must be known, in a few words
 */
public record AuditEvent(
        int fold,
        int round,
        double millis,
        String action,
        String outcome,
        String actor,
        String role,
        @Nullable String objectType,
        @Nullable String digest,
        @Nullable Boolean kept,
        @Nullable Double weight,
        @Nullable Double score,
        @Nullable String reason) {
    /** The coordinator opens a round, and sends this model. */
    public static final String ROUND_OPENED = "round-opened";
    /** A node records the model that reached it. */
    public static final String MODEL_RECEIVED = "model-received";
    /** The coordinator keeps the final model of a fold in a file. */
    public static final String MODEL_KEPT = "model-kept";
    /** Somebody was enrolled who asked under a further name. */
    public static final String ENROLMENT_ACCEPTED = "enrolment-accepted";
    /** Somebody asked to be enrolled under a further name, and was not. */
    public static final String ENROLMENT_REFUSED = "enrolment-refused";
    /** The role of nodes. */
    public static final String HOSPITAL = "hospital";

    private static final String COORDINATOR = "coordinator";

    /** Whose the actor is: a hospital is its own organisation. */
    public String organisation() {
        return switch (role) {
            case HOSPITAL -> actor;
            case COORDINATOR -> "consortium";
            default -> "outside";
        };
    }

    /** An event of the coordinator about an object. */
    public static AuditEvent coordinator(
            int fold, int round, double millis, String action, boolean success, String objectType, String digest, @Nullable String reason) {
        return new AuditEvent(
                fold, round, millis, action, outcome(success), COORDINATOR, COORDINATOR, objectType, digest, null, null, null, reason);
    }

    /** The word for success or failure. */
    public static String outcome(boolean success) {
        return success ? "success" : "failure";
    }
}
