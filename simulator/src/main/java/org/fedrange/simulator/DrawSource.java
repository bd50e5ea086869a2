package org.fedrange.simulator;

import java.security.SecureRandom;
import org.fedrange.aggregation.secure.Keystream;
import org.fedrange.learning.Streams;

/** Where draws come from that a promise of privacy rests on. */
public enum DrawSource {
    /** The experiment's seed: whoever has it can repeat them, and take the noise off. */
    SEED,
    /**
     * The secure generator of the operating system, which nobody can repeat: it draws a key for each cell, and streams are those of AES in counter mode under keys derived from it and from
     * their names. The key is written nowhere.
     */
    SYSTEM;

    private static final int KEY_BYTES = 32;

    /** Streams under a new key. */
    static Streams.Secret unrepeatable() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return name -> Keystream.derived(key, name);
    }
}
