package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What whoever has both secrets of a node can do: take all masks off its vector.
 *
 * @param victim the node
 * @param words its masked vector; empty before it is heard
 * @param selfMasks shares of its self mask's seed, by holder
 * @param maskingKeys shares of its masking key, by holder
 */
record Unveiling(int victim, int[] words, SortedMap<Integer, long[]> selfMasks, SortedMap<Integer, long[]> maskingKeys) {

    static Unveiling of(int victim) {
        return new Unveiling(victim, new int[0], Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    Unveiling with(SortedMap<Integer, int[]> masked) {
        int[] its = masked.get(victim);
        return its == null ? this : new Unveiling(victim, its.clone(), selfMasks, maskingKeys);
    }

    Unveiling withShares(SortedMap<Integer, Revealed> revealed) {
        SortedMap<Integer, long[]> self = new TreeMap<>(selfMasks);
        SortedMap<Integer, long[]> masking = new TreeMap<>(maskingKeys);
        revealed.forEach((holder, its) -> {
            Optional.ofNullable(its.selfMasks().get(victim)).ifPresent(share -> self.put(holder, share));
            Optional.ofNullable(its.maskingKeys().get(victim)).ifPresent(share -> masking.put(holder, share));
        });
        return new Unveiling(victim, words, self, masking);
    }

    /** The vector without masks; empty where shares of either secret are too few. */
    Optional<int[]> unmasked(SecureCoordinator.Masked masked) {
        int threshold = masked.standing().terms().threshold();
        if (words.length == 0 || selfMasks.size() < threshold || maskingKeys.size() < threshold) {
            return Optional.empty();
        }
        int[] open = words.clone();
        byte[] context = masked.standing().context();
        Keystream.mask(Masks.self(context, secret(selfMasks, threshold)), open, false);
        KeyPair key = KeyPair.of(secret(maskingKeys, threshold));
        // It masked with those who shared their keys, whether or not they survived.
        masked.dropped().forEach(other -> unpair(masked, key, other, open));
        masked.survivors().forEach(other -> unpair(masked, key, other, open));
        return Optional.of(reduced(open, masked.standing().terms()));
    }

    private void unpair(SecureCoordinator.Masked masked, KeyPair key, int other, int[] open) {
        byte[] advertised = masked.advertisements().get(other);
        if (advertised != null && other != victim && masked.standing().neighborhoods().of(victim).contains(other)) {
            Keystream.mask(Masks.pair(masked.standing().context(), key, Advertisement.decoded(advertised).masking()), open, other < victim);
        }
    }

    static int[] reduced(int[] words, Terms terms) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= terms.wordMask();
        }
        return words;
    }

    static byte[] secret(SortedMap<Integer, long[]> shares, int threshold) {
        int[] points = shares.keySet().stream().limit(threshold).mapToInt(holder -> holder + 1).toArray();
        long[][] values = shares.values().stream().limit(threshold).toArray(long[][]::new);
        return Shamir.secret(Shamir.combined(Shamir.weights(points, 0), values));
    }

    /** Secrets are shown to nobody. */
    @Override
    public String toString() {
        return "shares of node " + victim;
    }
}
