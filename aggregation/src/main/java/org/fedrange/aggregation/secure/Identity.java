package org.fedrange.aggregation.secure;

/** A node's long-term signing key, and whose signatures it trusts: what a certificate authority gave it when it enrolled. */
public interface Identity {
    /** Signs a message in the node's own name. */
    byte[] sign(byte[] message);

    /** Whether an enrolled node signed this message. */
    boolean signed(int node, byte[] message, byte[] signature);
}
