package org.fedrange.simulator.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class ConsortiumTest {
    private static final Streams STREAMS = new Streams(5);
    private static final Subject LYON = new Subject("Lyon, \"Hôtel-Dieu\"", Role.HOSPITAL);
    private static final Subject PARIS = new Subject("Paris", Role.HOSPITAL);
    private final Consortium consortium = new Consortium(List.of(LYON.organisation(), "Paris"), STREAMS);
    private final Trust trust = consortium.trust(List.of(), 0);

    private static SigningKey key(int number) {
        return SigningKey.drawn(STREAMS.of("key", 0, number));
    }

    private static Optional<String> refusal(Consortium.Answer answer) {
        return answer instanceof Consortium.Answer.Refused(String reason) ? Optional.of(reason) : Optional.empty();
    }

    @Test
    void aMemberIsCertifiedForItsRounds() {
        Certificate certificate = consortium.enrolled(LYON, key(1), 3, 7).certificate();
        Certificate read = Certificate.read(certificate.encoded()).orElseThrow();
        assertEquals(LYON, read.subject());
        assertEquals(key(1).open(), read.key());
        assertEquals(Optional.of("its certificate is not valid yet"), trust.objection(read, LYON, 2));
        assertEquals(Optional.empty(), trust.objection(read, LYON, 3));
        assertEquals(Optional.empty(), trust.objection(read, LYON, 7));
        assertEquals(Optional.of("its certificate has expired"), trust.objection(read, LYON, 8));
        assertEquals(Optional.of("its certificate is another's"), trust.objection(read, PARIS, 5));
        assertEquals(Optional.of("its certificate is another's"), trust.objection(read, new Subject(LYON.organisation(), Role.COORDINATOR), 5));
    }

    @Test
    void onlyMembersAreEnrolledAndEachOnce() {
        Certificate held = consortium.enrolled(PARIS, key(1), 0, 9).certificate();
        byte[] stranger = Consortium.request(new Subject("extra 1", Role.HOSPITAL), key(2));
        assertEquals(Optional.of("no member of the consortium"), refusal(consortium.enrol(stranger, List.of(held), 0, 9)));
        byte[] usurper = Consortium.request(new Subject("Paris", Role.COORDINATOR), key(2));
        assertEquals(Optional.of("no member of the consortium"), refusal(consortium.enrol(usurper, List.of(held), 0, 9)));
        byte[] second = Consortium.request(PARIS, key(2));
        assertEquals(Optional.of("its organisation has a certificate"), refusal(consortium.enrol(second, List.of(held), 0, 9)));
        assertEquals(Optional.empty(), refusal(consortium.enrol(second, List.of(), 0, 9)));
    }

    /** Secure aggregation takes signatures by certified keys only: a key under a certificate of one's own making, or a revoked one, is nobody's. */
    @Test
    void onlyCertifiedKeysAreTakenInSecureAggregation() {
        NodeId paris = new NodeId(0, "Paris");
        NodeId lyon = new NodeId(1, "Lyon");
        Enrolment enrolled = Enrolment.of(List.of(paris, lyon), List.of(lyon), 9, STREAMS);
        byte[] message = {1, 2, 3};
        byte[] byLyon = Objects.requireNonNull(enrolled.identities().get(1)).sign(message);
        assertTrue(Objects.requireNonNull(enrolled.identities().get(0)).signed(1, message, byLyon));
        Credential own = Consortium.selfMade(Enrolment.subject(lyon), key(7), 0, 9);
        Credential revoked = Objects.requireNonNull(enrolled.stolen().get(lyon));
        for (Credential other : List.of(own, revoked)) {
            Enrolment substituted = new Enrolment(enrolled.coordinator(), new TreeMap<>(Map.of(paris, enrolled.of(paris), lyon, other)), enrolled.stolen(), enrolled.trust());
            byte[] byOther = Objects.requireNonNull(substituted.identities().get(1)).sign(message);
            assertFalse(Objects.requireNonNull(substituted.identities().get(0)).signed(1, message, byOther));
        }
    }

    @Test
    void noBitOfARequestCanBeChangedInSilence() {
        byte[] request = Consortium.request(PARIS, key(1));
        for (int bit = 0; bit < 8 * request.length; bit++) {
            byte[] changed = request.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            int at = bit;
            assertTrue(refusal(consortium.enrol(changed, List.of(), 0, 9)).isPresent(), () -> "bit " + at + " of a request");
        }
    }

    @Test
    void noBitOfACertificateCanBeChangedInSilence() {
        byte[] certificate = consortium.enrolled(PARIS, key(1), 0, 9).certificate().encoded();
        for (int bit = 0; bit < 8 * certificate.length; bit++) {
            byte[] changed = certificate.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            int at = bit;
            assertTrue(Certificate.read(changed).map(read -> trust.objection(read, PARIS, 1).isPresent()).orElse(true),
                    () -> "bit " + at + " of a certificate");
        }
        assertTrue(Certificate.read(java.util.Arrays.copyOf(certificate, certificate.length + 1)).isEmpty());
        assertTrue(Certificate.read(new byte[0]).isEmpty());
    }

    @Test
    void whatIsRevokedOrOfOnesOwnMakingIsNotBelieved() {
        Certificate old = consortium.enrolled(PARIS, key(1), 0, 9).certificate();
        Certificate renewed = consortium.enrolled(PARIS, key(2), 0, 9).certificate();
        Trust later = consortium.trust(List.of(old), 1);
        assertEquals(Optional.of("its certificate was revoked"), later.objection(old, PARIS, 1));
        assertEquals(Optional.empty(), later.objection(renewed, PARIS, 1));
        Certificate own = Consortium.selfMade(PARIS, key(3), 0, 9).certificate();
        assertEquals(Optional.of("its certificate is not the consortium's"), later.objection(own, PARIS, 1));
        Certificate others = new Consortium(List.of("Paris"), new Streams(6)).enrolled(PARIS, key(1), 0, 9).certificate();
        assertEquals(Optional.of("its certificate is not the consortium's"), later.objection(others, PARIS, 1));
        assertThrows(IllegalStateException.class, () -> consortium.enrolled(new Subject("Rome", Role.HOSPITAL), key(4), 0, 9));
    }
}
