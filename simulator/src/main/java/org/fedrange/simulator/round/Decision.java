package org.fedrange.simulator.round;

import org.jspecify.annotations.Nullable;

/**
 * What the coordinator decided when a round was over, for the audit log.
 *
 * @param action what it did, such as {@code node-excluded}
 * @param objectType what it was done to, such as {@code node} or {@code model}
 * @param digest SHA-256 of that object, in hexadecimal; null where it has none
 * @param reason why, with the name of a node it concerns
 */
public record Decision(String action, String objectType, @Nullable String digest, String reason) {}
