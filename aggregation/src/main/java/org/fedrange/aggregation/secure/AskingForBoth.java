package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Asks everybody for shares of both secrets of the victim, as if it had survived and dropped out; stopped where nodes reveal one of the two only
 * ({@code neverBoth}).
 *
 * <p>Source: Bonawitz et al. 2017, section 6.2, on why a node must not reveal both.
 *
 * @param shares what has come
 * @param found the vector; empty until it is found
 */
public record AskingForBoth(Unveiling shares, Optional<int[]> found) implements Deceit {
    /** Before the round. */
    public static Deceit of(int victim) {
        return new AskingForBoth(Unveiling.of(victim), Optional.empty());
    }

    @Override
    public int victim() {
        return shares.victim();
    }

    @Override
    public byte[] told(SecureCoordinator state, int node, byte[] honest) {
        if (!(state instanceof SecureCoordinator.Revealing) || node == victim()) {
            return honest;
        }
        Unmasking asked = Unmasking.decoded(honest);
        return asked.survivors().contains(victim()) ? asked.dropping(victim()).encoded() : honest;
    }

    @Override
    public Step masked(SecureCoordinator.Masking state, SortedMap<Integer, int[]> words) {
        return new Step(new AskingForBoth(shares.with(words), found), Collections.emptySortedSet());
    }

    @Override
    public Deceit revealed(SecureCoordinator.Revealing state, SortedMap<Integer, Revealed> revealed) {
        Unveiling all = shares.withShares(revealed);
        return new AskingForBoth(all, all.unmasked(state.masked()));
    }

    @Override
    public String toString() {
        return "asking for both secrets of node " + victim();
    }
}
