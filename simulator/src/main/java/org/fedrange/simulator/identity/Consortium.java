package org.fedrange.simulator.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcEdDSAContentVerifierProviderBuilder;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.identity.VerifyingKey;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;

/**
 * The consortium's certificate authority: certifies its members' hospitals and the coordinator, one certificate an organisation, and
 * revokes.
 *
 * <p><strong>Simulated.</strong> Its key comes from a stream of the run like all others: WHOEVER HAS THE SEED CAN FORGE EVERY CERTIFICATE.
 *
 * <p>Source: X.509 certificates and revocation lists as in RFC 5280, requests as in RFC 2986, Ed25519 in both as in RFC 8410.
 */
public final class Consortium {
    /** The organisation that coordinates. */
    public static final String COORDINATOR = "coordinator";

    private static final X500Name NAME = new X500Name("O=consortium");
    private static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    private final SigningKey key;
    private final Set<String> members;

    /** A consortium of these organisations, whose key is drawn from the run's streams. */
    public Consortium(Collection<String> members, Streams streams) {
        this.key = SigningKey.drawn(streams.of("identity of the consortium"));
        this.members = Set.copyOf(members);
    }

    /** What comes of a request. */
    public sealed interface Answer {
        /** The requested certificate. */
        record Issued(Certificate certificate) implements Answer {}

        /** None, and why. */
        record Refused(String reason) implements Answer {}
    }

    /** A request for a certificate, which proves that the asker has the key. */
    public static byte[] request(Subject subject, SigningKey key) {
        try {
            return new PKCS10CertificationRequestBuilder(
                            subject.name(), SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.open().parameters()))
                    .build(signer(key)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Answers a request.
     *
     * @param held certificates that are in use
     * @param from first round in which the certificate is valid
     * @param until last round
     */
    public Answer enrol(byte[] request, Collection<Certificate> held, int from, int until) {
        try {
            PKCS10CertificationRequest asked = new PKCS10CertificationRequest(request);
            Subject subject = Subject.of(asked.getSubject());
            if (!(PublicKeyFactory.createKey(asked.getSubjectPublicKeyInfo()) instanceof Ed25519PublicKeyParameters open)) {
                return new Answer.Refused("its key is not of Ed25519");
            }
            boolean strict = Certificate.strict(asked.toASN1Structure(), request)
                    && asked.toASN1Structure().getSignature().getPadBits() == 0 && asked.getSignatureAlgorithm().equals(ED25519);
            if (!strict || !asked.isSignatureValid(new BcEdDSAContentVerifierProviderBuilder().build(open))) {
                return new Answer.Refused("it does not prove that it has the key");
            }
            Optional<String> objection = objection(subject, held);
            return objection.isPresent()
                    ? new Answer.Refused(objection.get())
                    : new Answer.Issued(certified(subject, VerifyingKey.of(open.getEncoded()), from, until));
        } catch (IOException | OperatorCreationException | PKCSException | RuntimeException malformed) {
            return new Answer.Refused("not a request for a certificate");
        }
    }

    private Optional<String> objection(Subject subject, Collection<Certificate> held) {
        boolean member = subject.role() == Role.COORDINATOR
                ? subject.organisation().equals(COORDINATOR)
                : members.contains(subject.organisation());
        if (!member) {
            return Optional.of("no member of the consortium");
        }
        return held.stream().anyMatch(certificate -> certificate.subject().equals(subject))
                ? Optional.of("its organisation has a certificate")
                : Optional.empty();
    }

    /** A credential for a subject and its key, enrolled in the usual way. */
    public Credential enrolled(Subject subject, SigningKey its, int from, int until) {
        return switch (enrol(request(subject, its), List.of(), from, until)) {
            case Answer.Issued(Certificate certificate) -> new Credential(certificate, its);
            case Answer.Refused(String reason) -> throw new IllegalStateException(subject + " is refused: " + reason);
        };
    }

    /** A certificate of one's own making, which nobody needs to believe. */
    public static Credential selfMade(Subject subject, SigningKey key, int from, int until) {
        return new Credential(certified(subject.name(), key, subject, key.open(), from, until), key);
    }

    private Certificate certified(Subject subject, VerifyingKey its, int from, int until) {
        return certified(NAME, key, subject, its, from, until);
    }

    private static Certificate certified(X500Name issuer, SigningKey by, Subject subject, VerifyingKey its, int from, int until) {
        try {
            return Certificate.of(new X509v3CertificateBuilder(
                            issuer, serial(subject, its), Certificate.date(from), Certificate.date(until), subject.name(),
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(its.parameters()))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .build(signer(by)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Follows from key and owner, so that it does not depend on who was certified before. */
    private static BigInteger serial(Subject subject, VerifyingKey its) {
        byte[] digest = Sha256.start().digest((subject + " " + its).getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, Arrays.copyOf(digest, 16));
    }

    /** What parties need to check each other: the consortium's key and a signed list of what it has revoked. */
    public Trust trust(Collection<Certificate> revoked, int round) {
        X509v2CRLBuilder list = new X509v2CRLBuilder(NAME, Certificate.date(round));
        revoked.forEach(certificate -> list.addCRLEntry(certificate.serial(), Certificate.date(round), CRLReason.keyCompromise));
        return new Trust(key.open(), list.build(signer(key)));
    }

    private static ContentSigner signer(SigningKey key) {
        try {
            return new BcEdECContentSignerBuilder(ED25519).build(key.parameters());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
