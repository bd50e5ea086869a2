package org.fedrange.simulator.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.fedrange.aggregation.identity.VerifyingKey;

/** An X.509 certificate: the consortium says that a key belongs to an organisation in a role, for some rounds. */
public final class Certificate {
    /** The beginning of virtual time in certificates, whose dates are in whole seconds: a second stands for a round. */
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final X509CertificateHolder holder;
    private final Subject subject;
    private final VerifyingKey key;

    private Certificate(X509CertificateHolder holder) throws IOException {
        this.holder = holder;
        this.subject = Subject.of(holder.getSubject());
        if (!(PublicKeyFactory.createKey(holder.getSubjectPublicKeyInfo()) instanceof Ed25519PublicKeyParameters open)) {
            throw new IllegalArgumentException("a key that is not of Ed25519");
        }
        this.key = VerifyingKey.of(open.getEncoded());
    }

    /** The date in certificates of a round. */
    static Date date(int round) {
        return Date.from(EPOCH.plusSeconds(round));
    }

    /** What these bytes certify; empty where they are no certificate. */
    public static Optional<Certificate> read(byte[] encoded) {
        try {
            X509CertificateHolder holder = new X509CertificateHolder(encoded);
            Certificate certificate = new Certificate(holder);
            return strict(holder.toASN1Structure(), encoded) && holder.toASN1Structure().getSignature().getPadBits() == 0 ? Optional.of(certificate) : Optional.empty();
        } catch (IOException | RuntimeException malformed) {
            // The library throws what it likes at bytes that an adversary chose.
            return Optional.empty();
        }
    }

    /** Whether bytes are the one encoding of what they mean: the library checks signatures over its own encoding, not over what came. */
    static boolean strict(ASN1Object meaning, byte[] encoded) throws IOException {
        return Arrays.equals(meaning.getEncoded(ASN1Encoding.DER), encoded);
    }

    static Certificate of(X509CertificateHolder holder) {
        try {
            return new Certificate(holder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its bytes, in DER. */
    public byte[] encoded() {
        try {
            return holder.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom it is about. */
    public Subject subject() {
        return subject;
    }

    /** The key it certifies. */
    public VerifyingKey key() {
        return key;
    }

    BigInteger serial() {
        return holder.getSerialNumber();
    }

    X509CertificateHolder holder() {
        return holder;
    }

    /** Why it does not hold in a round; empty where it does. */
    Optional<String> untimely(int round) {
        Instant now = EPOCH.plusSeconds(round);
        if (now.isBefore(holder.getNotBefore().toInstant())) {
            return Optional.of("its certificate is not valid yet");
        }
        return now.isAfter(holder.getNotAfter().toInstant()) ? Optional.of("its certificate has expired") : Optional.empty();
    }

    @Override
    public String toString() {
        return "certificate of " + subject;
    }
}
