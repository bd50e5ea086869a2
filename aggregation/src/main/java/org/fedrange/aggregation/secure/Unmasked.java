package org.fedrange.aggregation.secure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the masks off a sum: self masks of survivors, and pairwise masks of those who dropped out after sharing their keys. */
final class Unmasked {
    private final SecureCoordinator.Masked masked;
    private final SortedMap<Integer, Revealed> revealed;
    /** Lagrange's weights by the points they are for: most secrets are found from the same holders. */
    private final Map<List<Integer>, long[][]> weights = new HashMap<>();

    Unmasked(SecureCoordinator.Masked masked, SortedMap<Integer, Revealed> revealed) {
        this.masked = masked;
        this.revealed = revealed;
    }

    int[] sum() {
        byte[] context = masked.standing().context();
        SortedMap<Integer, byte[]> seeds = new TreeMap<>();
        masked.survivors().forEach(node -> seeds.put(node, secret(node, false)));
        SortedMap<Integer, KeyPair> keys = new TreeMap<>();
        masked.dropped().forEach(node -> keys.put(node, maskingKey(node)));
        int[] sum = masked.sum().clone();
        seeds.values().forEach(seed -> Keystream.mask(Masks.self(context, seed), sum, false));
        keys.forEach((gone, key) -> unpair(gone, key, sum));
        int mask = masked.standing().terms().wordMask();
        for (int i = 0; i < sum.length; i++) {
            sum[i] &= mask;
        }
        return sum;
    }

    /** Takes away what survivors added for a node that is gone. */
    private void unpair(int gone, KeyPair key, int[] sum) {
        for (int survivor : masked.survivors()) {
            if (masked.standing().neighborhoods().of(gone).contains(survivor)) {
                Keystream.mask(Masks.pair(masked.standing().context(), key, advertised(survivor)), sum, gone < survivor);
            }
        }
    }

    private byte[] advertised(int node) {
        return Advertisement.decoded(Objects.requireNonNull(masked.advertisements().get(node))).masking();
    }

    private KeyPair maskingKey(int node) {
        KeyPair key = KeyPair.of(secret(node, true));
        Aborted.unless(Arrays.equals(key.open(), advertised(node)), "the shares of node " + node + "'s masking key do not give the key it advertised");
        return key;
    }

    /** A node's secret from the first shares of it, with which all further ones must agree. */
    private byte[] secret(int node, boolean maskingKey) {
        SortedMap<Integer, long[]> shares = new TreeMap<>();
        revealed.forEach((holder, its) -> {
            long[] share = (maskingKey ? its.maskingKeys() : its.selfMasks()).get(node);
            if (share != null && masked.standing().neighborhoods().of(node).contains(holder)) {
                shares.put(holder, share);
            }
        });
        int threshold = masked.standing().terms().threshold();
        Aborted.unless(shares.size() >= threshold, "only " + shares.size() + " shares of node " + node + " came, the threshold is " + threshold);
        long[][] values = shares.values().toArray(long[][]::new);
        long[][] its = weights.computeIfAbsent(List.copyOf(shares.keySet()), holders -> weights(holders, threshold));
        try {
            byte[] secret = Shamir.secret(Shamir.combined(its[0], values));
            for (int i = threshold; i < values.length; i++) {
                boolean agrees = Arrays.equals(values[i], Shamir.combined(its[i - threshold + 1], values));
                Aborted.unless(agrees, "the shares of node " + node + " do not belong together");
            }
            return secret;
        } catch (IllegalArgumentException wrong) {
            throw new Aborted("node " + node + ": " + wrong.getMessage());
        }
    }

    /** For the secret, then for each share beyond the threshold: what the first shares must be multiplied with. */
    private static long[][] weights(List<Integer> holders, int threshold) {
        int[] first = holders.stream().limit(threshold).mapToInt(holder -> holder + 1).toArray();
        long[][] weights = new long[1 + holders.size() - threshold][];
        weights[0] = Shamir.weights(first, 0);
        for (int i = threshold; i < holders.size(); i++) {
            weights[i - threshold + 1] = Shamir.weights(first, holders.get(i) + 1);
        }
        return weights;
    }
}
