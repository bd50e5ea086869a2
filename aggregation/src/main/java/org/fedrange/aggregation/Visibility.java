package org.fedrange.aggregation;

/** What a rule must be able to see of the updates: the bar that secure aggregation may set too high for it. */
public enum Visibility {
    /** Each node's update, and from which node it is: it remembers nodes. */
    EACH_UPDATE,
    /** Several vectors to compare; each may be the mean of a group of nodes. */
    GROUP_SUMS,
    /** Only the sum over all nodes. */
    SUM
}
