package org.fedrange.aggregation.secure;

/** One thing that a node insists on; {@link Safeguards} says what each is for. */
public enum Safeguard {
    /** Keys signed by enrolled nodes. */
    SIGNED_KEYS,
    /** One survivor list, signed by a threshold of nodes. */
    CONSISTENCY,
    /** One secret of each node, once. */
    NEVER_BOTH,
    /** The model's digest in keys and signatures. */
    MODEL_BOUND,
    /** The round in keys and signatures. */
    ROUND_BOUND,
    /** New keys for its shares in each round. */
    FRESH_KEYS,
    /** A threshold that means something. */
    THRESHOLD_FLOOR,
    /** No two sums over one model that differ by one node. */
    LEAST_DIFFERENCE
}
