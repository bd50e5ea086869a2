package org.fedrange.simulator;

/** What the Byzantine nodes hold. */
public enum ByzantineData {
    /** They are hospitals of the federation, turned: they hold their own patients. */
    OWN,
    /** They are extra nodes without data; in a twin, where nobody attacks, they are absent. */
    NONE
}
