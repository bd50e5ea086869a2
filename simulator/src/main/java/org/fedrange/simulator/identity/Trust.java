package org.fedrange.simulator.identity;

import java.util.Optional;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcEdDSAContentVerifierProviderBuilder;
import org.fedrange.aggregation.identity.VerifyingKey;

/** What a party believes: certificates that the consortium signed and has not revoked, in their time. */
public final class Trust {
    private final ContentVerifierProvider authority;
    private final X509CRLHolder revoked;

    /**
     * Trust in an authority.
     *
     * @throws IllegalArgumentException where the list of revoked certificates is not the authority's
     */
    Trust(VerifyingKey authority, X509CRLHolder revoked) {
        try {
            this.authority = new BcEdDSAContentVerifierProviderBuilder().build(authority.parameters());
            if (!revoked.isSignatureValid(this.authority)) {
                throw new IllegalArgumentException("a list of revoked certificates that the consortium did not sign");
            }
        } catch (OperatorCreationException | CertException e) {
            throw new IllegalArgumentException(e);
        }
        this.revoked = revoked;
    }

    /** Why a certificate does not make its holder this subject in a round; empty where it does. */
    public Optional<String> objection(Certificate certificate, Subject expected, int round) {
        try {
            if (!certificate.holder().isSignatureValid(authority)) {
                return Optional.of("its certificate is not the consortium's");
            }
        } catch (CertException | RuntimeException malformed) {
            return Optional.of("its certificate is not the consortium's");
        }
        if (revoked.getRevokedCertificate(certificate.serial()) != null) {
            return Optional.of("its certificate was revoked");
        }
        if (!certificate.subject().equals(expected)) {
            return Optional.of("its certificate is another's");
        }
        return certificate.untimely(round);
    }
}
