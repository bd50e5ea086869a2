package org.fedrange.aggregation.secure;

/** Keys of masks: one for each node itself, one for each pair, and new ones in each context. */
final class Masks {
    private Masks() {}

    /** The key of a node's self mask. */
    static byte[] self(byte[] context, byte[] seed) {
        return KeyPair.derived(seed, context, "self mask", Keystream.KEY_BYTES);
    }

    /** The key of the mask of a pair, the same for both. */
    static byte[] pair(byte[] context, KeyPair mine, byte[] other) {
        return mine.agreed(other, context, "pairwise mask", Keystream.KEY_BYTES);
    }
}
