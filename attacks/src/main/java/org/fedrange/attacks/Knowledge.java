package org.fedrange.attacks;

/** What the adversary sees. The simulator builds the view it names, records it, and hands an attack nothing else. */
public enum Knowledge {
    /** Each Byzantine node sees its own data and its own honest update only. */
    OWN,
    /** The Byzantine nodes share what they hold. */
    COLLUDERS,
    /** The colluders also see every update that honest nodes send in the round, before sending theirs. */
    ALL_UPDATES,
    /** As {@link #ALL_UPDATES}, and the coordinator's stages and rule with their parameters. */
    ALL_UPDATES_AND_RULE;

    /** Whether everything {@code needed} shows is shown by this, too. */
    public boolean covers(Knowledge needed) {
        return compareTo(needed) >= 0;
    }
}
