package org.fedrange.simulator.threatmodel;

import java.util.List;

/**
 * What a part of a data-flow diagram is to STRIDE: which letters can be said of it.
 *
 * <p>Source: the table of OWASP Threat Dragon, STRIDE per element.
 */
public enum PartType {
    /** Somebody outside of the system's control. */
    EXTERNAL("SR"),
    /** A program that runs. */
    PROCESS("STRIDE"),
    /** Where data rest. */
    STORE("TRID"),
    /** Data on their way. */
    FLOW("TID");

    private final String letters;

    PartType(String letters) {
        this.letters = letters;
    }

    /** Whether a letter of STRIDE can be said of it. */
    public boolean can(String letter) {
        return letters.contains(letter);
    }

    /** The letters that can be said of it, in the order of the word. */
    public List<String> letters() {
        return letters.chars().mapToObj(Character::toString).toList();
    }
}
