package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps what the victim advertised, sealed and masked in one round, in which all reveal shares of its self mask, as they do of every survivor. In the next it passes
 * that on again as the victim's and says that the victim dropped out, so that all reveal shares of the earlier round's masking key: both secrets of one vector, never
 * asked for at once. The second sum is right, without the victim. Stopped where nothing sealed in one round opens in another: {@code roundBound}, or
 * {@code freshKeys}; and where answers to another model do not, {@code modelBound}.
 *
 * <p>Source: Bonawitz et al. 2017, section 4: why keys and shares are drawn anew in each round.
 *
 * @param shares shares of the earlier round's secrets, and the vector under its masks
 * @param advertised the victim's advertised keys of the earlier round; empty before they are heard
 * @param current those of the later round, which it is told of itself
 * @param sealed its shares, sealed for their holders, of the earlier round
 * @param earlier that round's sum; empty until it is over
 * @param found the vector; empty until it is found
 */
public record Replay(
        Unveiling shares, byte[] advertised, byte[] current, byte[] sealed, Optional<SecureCoordinator.Masked> earlier, Optional<int[]> found)
        implements Deceit {
    private static final byte[] NOTHING = {};

    /** Before the round that it keeps. */
    public static Deceit of(int victim) {
        return new Replay(Unveiling.of(victim), NOTHING, NOTHING, NOTHING, Optional.empty(), Optional.empty());
    }

    @Override
    public int victim() {
        return shares.victim();
    }

    @Override
    public boolean waits(int round) {
        return found.isEmpty() && earlier.filter(its -> its.standing().terms().round() == round).isPresent();
    }

    @Override
    public byte[] told(SecureCoordinator state, int node, byte[] honest) {
        if (earlier.isEmpty() || node != victim()) {
            return honest;
        }
        return switch (state) {
            case SecureCoordinator.Sharing _ -> {
                SortedMap<Integer, byte[]> directory = Entries.decoded(honest, 1).getFirst();
                directory.put(node, current);
                yield Entries.encoded(directory);
            }
            case SecureCoordinator.Confirming _ -> Entries.encoded(Entries.of(withVictim(Entries.nodes(Entries.decoded(honest, 1).getFirst()))));
            case SecureCoordinator.Revealing _ -> {
                Unmasking asked = Unmasking.decoded(honest);
                yield new Unmasking(withVictim(asked.survivors()), Collections.emptySortedSet(), asked.signatures()).encoded();
            }
            default -> honest;
        };
    }

    /** The victim is told that it survived. */
    private SortedSet<Integer> withVictim(SortedSet<Integer> survivors) {
        SortedSet<Integer> all = new TreeSet<>(survivors);
        all.add(victim());
        return all;
    }

    @Override
    public Step heard(SecureCoordinator state, SortedMap<Integer, byte[]> answers) {
        byte[] its = answers.get(victim());
        if (its == null) {
            return new Step(this, Collections.emptySortedSet());
        }
        return switch (state) {
            case SecureCoordinator.Advertising _ -> earlier.isPresent()
                    ? replaced(new Replay(shares, advertised, its, sealed, earlier, found), advertised)
                    : new Step(new Replay(shares, its, current, sealed, earlier, found), Collections.emptySortedSet());
            case SecureCoordinator.Sharing _ -> earlier.isPresent()
                    ? replaced(this, sealed)
                    : new Step(new Replay(shares, advertised, current, its, earlier, found), Collections.emptySortedSet());
            default -> new Step(this, Collections.emptySortedSet());
        };
    }

    private Step replaced(Replay next, byte[] answer) {
        SortedMap<Integer, byte[]> replaced = new TreeMap<>();
        replaced.put(victim(), answer);
        return new Step(next, Collections.emptySortedSet(), replaced);
    }

    @Override
    public Step masked(SecureCoordinator.Masking state, SortedMap<Integer, int[]> words) {
        SortedSet<Integer> hidden = new TreeSet<>();
        if (earlier.isPresent()) {
            hidden.add(victim());
            return new Step(this, hidden);
        }
        return new Step(new Replay(shares.with(words), advertised, current, sealed, earlier, found), hidden);
    }

    @Override
    public Deceit revealed(SecureCoordinator.Revealing state, SortedMap<Integer, Revealed> revealed) {
        SortedMap<Integer, Revealed> others = new TreeMap<>(revealed);
        if (earlier.isPresent()) {
            // What the victim itself holds is of the later round.
            others.remove(victim());
        }
        Unveiling all = shares.withShares(others);
        if (earlier.isPresent()) {
            return new Replay(all, advertised, current, sealed, earlier, all.unmasked(earlier.get()));
        }
        return new Replay(all, advertised, current, sealed, Optional.of(state.masked()), found);
    }

    @Override
    public String toString() {
        return "replay of what node " + victim() + " sent";
    }
}
