package org.fedrange.simulator;

/** What the Byzantine nodes hold. */
public enum ByzantineData {
    /** They are hospitals of the federation, turned: they hold their own patients. */
    OWN,
    /** They are extra nodes without data; in a twin, where nobody attacks, they are absent. */
    NONE,
    /**
     * They are one hospital of the federation, turned, under as many names: it takes part under its own and as extra nodes, each of which holds the
     * same patients. In a twin it is honest and the extra nodes are absent.
     */
    SYBIL;

    /** How many of so many Byzantine nodes are beyond the hospitals. */
    public int extra(int nodes) {
        return switch (this) {
            case OWN -> 0;
            case NONE -> nodes;
            case SYBIL -> Math.max(0, nodes - 1);
        };
    }
}
