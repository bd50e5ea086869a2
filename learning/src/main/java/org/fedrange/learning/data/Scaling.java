package org.fedrange.learning.data;

/** Whether features are brought to one scale before training. */
public enum Scaling {
    /** They are already on one scale, such as pixels. */
    AS_IS,
    /** Each is brought to mean 0 and standard deviation 1, with statistics the federation computes from per-hospital sums. */
    STANDARDISED
}
