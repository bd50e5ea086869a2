package org.fedrange.simulator.audit.note;

import java.util.Arrays;
import java.util.Optional;

/** What a key's signatures say. The byte is part of the key's id, so that one kind can never pass for the other. */
public enum SignatureType {
    /** The log's own: this is my text. Ed25519 over the text. */
    LOG(0x01),
    /** A witness's cosignature: at this time, this was the largest tree I had seen of that log, consistent with all I saw before. */
    WITNESS(0x04);

    private final byte code;

    SignatureType(int code) {
        this.code = (byte) code;
    }

    /** Its byte in C2SP signed-note. */
    public byte code() {
        return code;
    }

    static Optional<SignatureType> of(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
