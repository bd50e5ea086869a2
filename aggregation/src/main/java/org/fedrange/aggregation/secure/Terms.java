package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.fedrange.learning.Sha256;

/**
 * What the parties of one secure sum must agree on. Its digest enters every derived key, every encrypted share and every signature:
 * parties who were told different things do not understand each other.
 *
 * @param run which run it is
 * @param round the round, from 1
 * @param model digest of the model that the summed updates answer
 * @param threshold shares that give a secret back
 * @param words numbers in each vector
 * @param modulusBits the sum is taken modulo 2 to this power
 * @param signed whether keys and survivor lists are signed: the variant for a coordinator who may lie
 * @param members everybody invited, in order, where everybody masks with everybody; empty where each has neighbours of its own
 */
public record Terms(
        String run, int round, String model, int threshold, int words, int modulusBits, boolean signed, List<Integer> members) {
    public Terms {
        members = List.copyOf(members);
    }

    /** Digest of all of it; with what the safeguards leave unbound left out. */
    byte[] context(Safeguards safeguards) {
        MessageDigest sha256 = Sha256.start();
        for (String text : List.of(run, safeguards.modelBound() ? model : "")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        ByteBuffer numbers = ByteBuffer.allocate((6 + members.size()) * Integer.BYTES);
        numbers.putInt(safeguards.roundBound() ? round : 0).putInt(threshold).putInt(words).putInt(modulusBits).putInt(signed ? 1 : 0);
        numbers.putInt(members.size());
        members.forEach(numbers::putInt);
        return sha256.digest(numbers.array());
    }

    /** All ones in the bits that count. */
    int wordMask() {
        return modulusBits == Integer.SIZE ? -1 : (1 << modulusBits) - 1;
    }
}
