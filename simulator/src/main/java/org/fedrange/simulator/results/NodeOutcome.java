package org.fedrange.simulator.results;

import org.jspecify.annotations.Nullable;

/**
 * What became of one node in one round of one fold.
 *
 * @param fold the fold, from 1
 * @param round the round, from 1
 * @param node the node's name
 * @param byzantine whether it belongs to the adversary
 * @param fate how the round ended for it, such as {@code accepted}
 * @param reason why it was not accepted; empty where it was
 * @param faults kinds of the accidents that struck it though its update arrived, joined by semicolons; empty where there were none
 * @param arrivalMillis virtual time since the round began at which its update arrived; null where nothing did
 * @param bytes bytes of its update; 0 where nothing arrived
 * @param kept whether anything of its update entered the aggregate; null where no verdict was given
 * @param weight its share in the aggregate; null where there is none
 * @param score the number behind the verdict; null where there is none
 */
public record NodeOutcome(
        int fold,
        int round,
        String node,
        boolean byzantine,
        String fate,
        String reason,
        String faults,
        @Nullable Double arrivalMillis,
        long bytes,
        @Nullable Boolean kept,
        @Nullable Double weight,
        @Nullable Double score) {}
