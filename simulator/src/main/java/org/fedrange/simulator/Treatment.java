package org.fedrange.simulator;

/** What is done about a risk, in the words of NIST AI RMF, MANAGE 1.3. */
public enum Treatment {
    /** Something is done against it. */
    MITIGATE,
    /** Somebody else bears it. */
    TRANSFER,
    /** What brings it about is left undone. */
    AVOID,
    /** It is borne. */
    ACCEPT
}
