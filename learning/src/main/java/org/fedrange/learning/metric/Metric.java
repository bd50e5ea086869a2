package org.fedrange.learning.metric;

/** How good predictions are, higher is better except for {@link #LOSS}. */
public enum Metric {
    /** Share of examples whose most probable class is theirs. */
    ACCURACY,
    /** Mean over classes of the share of their examples that are found. */
    BALANCED_ACCURACY,
    /** Area under the receiver operating characteristic. */
    AUC,
    /** Mean cross-entropy. */
    LOSS
}
