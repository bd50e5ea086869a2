package org.fedrange.simulator.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.simulator.identity.Certificate;
import org.fedrange.simulator.identity.Credential;
import org.fedrange.simulator.identity.Subject;
import org.fedrange.simulator.identity.Trust;

/**
 * Content with its signer's certificate and an Ed25519 signature (RFC 8032) over a context and the content: whoever holds it can show others
 * who said it, and where.
 *
 * @param certificate the signer's, in DER
 * @param signature 64 bytes
 * @param content what is signed
 */
record Signed(byte[] certificate, byte[] signature, byte[] content) {

    static Signed by(Credential credential, byte[] context, byte[] content) {
        return new Signed(credential.certificate().encoded(), credential.key().sign(Agreement.joined(context, content)), content);
    }

    byte[] encoded() {
        return ByteBuffer.allocate(2 + certificate.length + signature.length + content.length)
                .putShort((short) certificate.length).put(certificate).put(signature).put(content).array();
    }

    static Optional<Signed> read(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte[] certificate = new byte[in.getShort() & 0xffff];
            in.get(certificate);
            byte[] signature = new byte[SigningKey.SIGNATURE_BYTES];
            in.get(signature);
            byte[] content = new byte[in.remaining()];
            in.get(content);
            return Optional.of(new Signed(certificate, signature, content));
        } catch (BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    /** Why it is not signed by this subject in this context; empty where it is. */
    Optional<String> objection(Trust trust, Subject by, byte[] context, int round) {
        Optional<Certificate> its = Certificate.read(certificate);
        if (its.isEmpty()) {
            return Optional.of("it shows no certificate");
        }
        Optional<String> distrust = trust.objection(its.get(), by, round);
        if (distrust.isPresent()) {
            return distrust;
        }
        return its.get().key().verifies(Agreement.joined(context, content), signature) ? Optional.empty() : Optional.of("its signature is not its sender's");
    }
}
