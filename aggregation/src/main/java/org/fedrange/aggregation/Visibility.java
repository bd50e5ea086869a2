package org.fedrange.aggregation;

/** What a rule must be able to see of the updates: the bar that secure aggregation may set too high for it. */
public enum Visibility {
    /** Each node's update. */
    EACH_UPDATE,
    /** Sums over groups of nodes. */
    GROUP_SUMS,
    /** Only the sum over all nodes. */
    SUM
}
