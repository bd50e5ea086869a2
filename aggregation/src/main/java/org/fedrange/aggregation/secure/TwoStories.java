package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells some nodes that the victim dropped out and all others that it survived, and has colluders who answer to both: each story finds shares of one
 * secret. Stopped by a threshold that two stories cannot reach with the colluders there are.
 *
 * <p>Source: Bonawitz et al. 2017, section 6.2: with n nodes and c colluders both reach a threshold t only where 2 t is at most n + c.
 *
 * @param shares what has come
 * @param misled who is told that the victim dropped out
 * @param colluders who answers whatever it is asked
 * @param signatures those of the misled on their list
 * @param found the vector; empty until it is found
 */
public record TwoStories(
        Unveiling shares, SortedSet<Integer> misled, SortedSet<Integer> colluders, SortedMap<Integer, byte[]> signatures, Optional<int[]> found)
        implements Deceit {
    /** Before the round. */
    public static Deceit of(int victim, SortedSet<Integer> misled, SortedSet<Integer> colluders) {
        return new TwoStories(Unveiling.of(victim), misled, colluders, Collections.emptySortedMap(), Optional.empty());
    }

    @Override
    public int victim() {
        return shares.victim();
    }

    @Override
    public byte[] told(SecureCoordinator state, int node, byte[] honest) {
        return switch (state) {
            case SecureCoordinator.Confirming _ when misled.contains(node) ->
                Entries.encoded(Entries.of(without(Entries.nodes(Entries.decoded(honest, 1).getFirst()))));
            case SecureCoordinator.Revealing _ when misled.contains(node) -> {
                Unmasking other = Unmasking.decoded(honest).dropping(victim());
                yield new Unmasking(without(other.survivors()), other.dropped(), signatures).encoded();
            }
            case SecureCoordinator.Revealing _ when colluders.contains(node) -> Unmasking.decoded(honest).dropping(victim()).encoded();
            default -> honest;
        };
    }

    private SortedSet<Integer> without(SortedSet<Integer> survivors) {
        SortedSet<Integer> fewer = new TreeSet<>(survivors);
        fewer.remove(victim());
        return fewer;
    }

    /** Signatures on the other list are none on the honest one. */
    @Override
    public Step heard(SecureCoordinator state, SortedMap<Integer, byte[]> answers) {
        if (!(state instanceof SecureCoordinator.Confirming)) {
            return new Step(this, Collections.emptySortedSet());
        }
        SortedMap<Integer, byte[]> on = new TreeMap<>(answers);
        on.keySet().retainAll(misled);
        return new Step(new TwoStories(shares, misled, colluders, on, found), new TreeSet<>(on.keySet()));
    }

    @Override
    public Step masked(SecureCoordinator.Masking state, SortedMap<Integer, int[]> words) {
        return new Step(new TwoStories(shares.with(words), misled, colluders, signatures, found), Collections.emptySortedSet());
    }

    @Override
    public Deceit revealed(SecureCoordinator.Revealing state, SortedMap<Integer, Revealed> revealed) {
        Unveiling all = shares.withShares(revealed);
        return new TwoStories(all, misled, colluders, signatures, all.unmasked(state.masked()));
    }

    @Override
    public String toString() {
        return "two stories about node " + victim();
    }
}
