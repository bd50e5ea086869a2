package org.fedrange.aggregation.secure;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Leaves the victim alone among nodes whose keys are all the coordinator's: either the others under keys that it put in the place of theirs, or hospitals
 * that it invented. What the victim shares among them, it shares with the coordinator. All others sum without it. Stopped where nodes take only
 * keys that enrolled nodes signed ({@code signedKeys}).
 *
 * <p>Source: Bonawitz et al. 2017, section 6.2, on why a coordinator that may lie needs a public-key infrastructure.
 *
 * @param victim whose vector it wants
 * @param invented whether the others are inventions; else they are real, with other keys
 * @param keys the coordinator's keys for sealing and masking, by the number of the node they pass for
 * @param advertised the victim's own keys; empty before they are heard
 * @param selfMasks shares of the victim's self mask that came
 * @param found the vector; empty until it is found
 */
public record Isolation(
        int victim, boolean invented, SortedMap<Integer, KeyPair[]> keys, byte[] advertised, SortedMap<Integer, long[]> selfMasks, Optional<int[]> found)
        implements Deceit {
    /**
     * Before the round.
     *
     * @param members all that take part
     * @param invented whether the victim is told of others than these
     * @param stream from which the coordinator's keys are drawn
     */
    public static Deceit of(int victim, SortedSet<Integer> members, boolean invented, RandomGenerator stream) {
        int beyond = invented ? members.last() + 1 : 0;
        SortedMap<Integer, KeyPair[]> keys = new TreeMap<>();
        for (int member : members) {
            if (member != victim) {
                keys.put(beyond + member, new KeyPair[] {KeyPair.drawn(stream), KeyPair.drawn(stream)});
            }
        }
        return new Isolation(victim, invented, keys, new byte[0], Collections.emptySortedMap(), Optional.empty());
    }

    private SortedSet<Integer> circle() {
        SortedSet<Integer> circle = new TreeSet<>(keys.keySet());
        circle.add(victim);
        return circle;
    }

    /** The terms that the victim is told. */
    private Terms terms(Terms honest) {
        return !invented ? honest : new Terms(
                honest.run(), honest.round(), honest.model(), honest.threshold(), honest.words(), honest.modulusBits(), honest.signed(), List.copyOf(circle()));
    }

    @Override
    public byte[] told(SecureCoordinator state, int node, byte[] honest) {
        if (node != victim) {
            return honest;
        }
        return switch (state) {
            case SecureCoordinator.Advertising its -> invented ? new Invitation(terms(its.standing().terms()), circle()).encoded() : honest;
            case SecureCoordinator.Sharing its -> directory(its);
            case SecureCoordinator.Masking _ -> {
                SortedMap<Integer, byte[]> anything = new TreeMap<>();
                keys.keySet().forEach(other -> anything.put(other, new byte[0]));
                yield Entries.encoded(anything);
            }
            case SecureCoordinator.Confirming _ -> Entries.encoded(Entries.of(circle()));
            case SecureCoordinator.Revealing _ -> new Unmasking(circle(), new TreeSet<>(), new TreeMap<>()).encoded();
        };
    }

    /** Real nodes keep their signatures, which are of other keys. */
    private byte[] directory(SecureCoordinator.Sharing state) {
        SortedMap<Integer, byte[]> directory = new TreeMap<>();
        keys.forEach((node, pair) -> {
            byte[] its = state.advertisements().get(node);
            byte[] signature = its == null ? new byte[0] : Advertisement.decoded(its).signature();
            directory.put(node, new Advertisement(pair[0].open(), pair[1].open(), signature).encoded());
        });
        directory.put(victim, advertised);
        return Entries.encoded(directory);
    }

    @Override
    public Step heard(SecureCoordinator state, SortedMap<Integer, byte[]> answers) {
        byte[] its = answers.get(victim);
        SortedSet<Integer> hidden = its == null ? Collections.emptySortedSet() : new TreeSet<>(List.of(victim));
        if (its == null) {
            return new Step(this, hidden);
        }
        return switch (state) {
            case SecureCoordinator.Advertising _ -> new Step(new Isolation(victim, invented, keys, its, selfMasks, found), hidden);
            case SecureCoordinator.Sharing sharing -> new Step(new Isolation(victim, invented, keys, advertised, opened(sharing.standing(), its), found), hidden);
            default -> new Step(this, hidden);
        };
    }

    /** Shares of the self mask, which the victim sealed for the coordinator's keys. */
    private SortedMap<Integer, long[]> opened(SecureCoordinator.Standing standing, byte[] answer) {
        byte[] context = context(standing);
        byte[] its = Advertisement.decoded(advertised).sealing();
        SortedMap<Integer, long[]> opened = new TreeMap<>();
        Entries.decoded(answer, 1).getFirst().forEach((to, sealed) -> {
            KeyPair[] pair = keys.get(to);
            if (pair != null) {
                new Envelope(context, victim, to).opened(pair[0].agreed(its, context, "share", Keystream.KEY_BYTES), sealed)
                        .ifPresent(shares -> opened.put(to, Revealed.share(Arrays.copyOf(shares, Revealed.SHARE_BYTES))));
            }
        });
        return opened;
    }

    private byte[] context(SecureCoordinator.Standing standing) {
        return invented ? terms(standing.terms()).context(standing.safeguards()) : standing.context();
    }

    @Override
    public Step masked(SecureCoordinator.Masking state, SortedMap<Integer, int[]> words) {
        int[] its = words.get(victim);
        int threshold = state.standing().terms().threshold();
        if (its == null || selfMasks.size() < threshold) {
            return new Step(this, Collections.emptySortedSet());
        }
        byte[] context = context(state.standing());
        int[] open = its.clone();
        Keystream.mask(Masks.self(context, Unveiling.secret(selfMasks, threshold)), open, false);
        byte[] masking = Advertisement.decoded(advertised).masking();
        keys.forEach((node, pair) -> Keystream.mask(Masks.pair(context, pair[1], masking), open, node < victim));
        Optional<int[]> vector = Optional.of(Unveiling.reduced(open, state.standing().terms()));
        return new Step(new Isolation(victim, invented, keys, advertised, selfMasks, vector), new TreeSet<>(List.of(victim)));
    }

    @Override
    public String toString() {
        return "isolation of node " + victim;
    }
}
