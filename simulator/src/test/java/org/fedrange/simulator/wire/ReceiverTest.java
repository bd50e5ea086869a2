package org.fedrange.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.identity.Consortium;
import org.fedrange.simulator.identity.Credential;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Leg;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a receiver believes: the whole of a rightful message where it belongs, and nothing else. */
class ReceiverTest {
    private static final NodeId LYON = new NodeId(0, "Lyon");
    private static final NodeId PARIS = new NodeId(1, "Paris");
    private static final Streams STREAMS = new Streams(5);
    private static final Enrolment ENROLMENT = Enrolment.of(List.of(LYON, PARIS), List.of(LYON), 9, STREAMS);
    private static final byte[] CONTENT = "forty-two".getBytes(StandardCharsets.UTF_8);
    private static final Leg UP = new Leg(Direction.UP, 3, 0, LYON);

    private static Protection protection(Security level) {
        return Protection.agreed(level, "run", ENROLMENT, 10_000, STREAMS);
    }

    private static String refused(Protection at, Leg awaited, byte[] bytes) {
        Taking taking = at.receiver(awaited).take(at.awaited(awaited), bytes);
        assertTrue(taking.content().isEmpty());
        assertFalse(taking.reason().isEmpty());
        return taking.reason();
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aRightfulMessageIsBelievedOnceAndInItsPlaceOnly(Security level) {
        Protection protection = protection(level);
        byte[] message = protection.applied(UP, CONTENT);
        Taking taking = protection.receiver(UP).take(protection.awaited(UP), message);
        assertArrayEquals(CONTENT, taking.content().orElseThrow());
        assertEquals("taken before", taking.next().take(protection.awaited(UP), message).reason());
        assertEquals("of another round", refused(protection, new Leg(Direction.UP, 4, 0, LYON), message));
        assertEquals("of another round", refused(protection, new Leg(Direction.UP, 3, 1, LYON), message));
        assertEquals("of another sender", refused(protection, new Leg(Direction.UP, 3, 0, PARIS), message));
        assertEquals("of another sender", refused(protection, new Leg(Direction.DOWN, 3, 0, LYON), message));
        assertEquals("of another run", refused(Protection.agreed(level, "other", ENROLMENT, 10_000, STREAMS), UP, message));
        assertEquals("longer than any message of this run", refused(protection, UP, new byte[10_001]));
        assertEquals("no message", refused(protection, UP, new byte[7]));
        assertEquals(level.sealed(), !HexFormat.of().formatHex(message).contains(HexFormat.of().formatHex(CONTENT)));
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noBitOfAMessageCanBeChanged(Security level) {
        Protection protection = protection(level);
        byte[] message = protection.applied(UP, CONTENT);
        // Every bit of what is sealed; of what is only signed every seventh, because each asks for a signature to be checked.
        for (int bit = 0; bit < 8 * message.length; bit += level.sealed() ? 1 : 7) {
            byte[] changed = message.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(protection, UP, changed);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void nobodySpeaksInAnothersName(Security level) {
        Protection protection = protection(level);
        String another = level.sealed() ? "not sealed with the agreed keys" : "its certificate is another's";
        byte[] byParis = protection.applied(UP, CONTENT, ENROLMENT.of(PARIS), protection.keys(new Leg(Direction.UP, 3, 0, PARIS)));
        assertEquals(another, refused(protection, UP, byParis));
        // Even with the line's keys the signature tells who it was.
        assertEquals("its certificate is another's", refused(protection, UP, protection.applied(UP, CONTENT, ENROLMENT.of(PARIS), protection.keys(UP))));
        Credential stolen = java.util.Objects.requireNonNull(ENROLMENT.stolen().get(LYON));
        assertEquals("its certificate was revoked", refused(protection, UP, protection.applied(UP, CONTENT, stolen, protection.keys(UP))));
        Credential own = Consortium.selfMade(Enrolment.subject(LYON), stolen.key(), 0, 9);
        assertEquals("its certificate is not the consortium's", refused(protection, UP, protection.applied(UP, CONTENT, own, protection.keys(UP))));
        Credential mixed = new Credential(ENROLMENT.of(LYON).certificate(), stolen.key());
        assertEquals("its signature is not its sender's", refused(protection, UP, protection.applied(UP, CONTENT, mixed, protection.keys(UP))));
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = {"SEALED", "SEALED_HYBRID"})
    void noBitOfTheHandshakeCanBeChangedAndItCannotBeTalkedDown(Security level) {
        Protection protection = protection(level);
        Handshake handshake = Protection.handshake(level, protection.run(), ENROLMENT, LYON);
        Agreement mine = Agreement.drawn(level == Security.SEALED_HYBRID, STREAMS.of("mine"));
        byte[] offer = handshake.offer(mine, ENROLMENT.coordinator());
        Handshake.Answered answered = handshake.answer(offer, ENROLMENT.of(LYON), STREAMS.of("its")).result().orElseThrow();
        Handshake.Line keys = handshake.concluded(offer, mine, answered.answer()).result().orElseThrow();
        assertArrayEquals(keys.up().key(), answered.keys().up().key());
        assertFalse(java.util.Arrays.equals(keys.up().key(), keys.down().key()));
        for (int bit = 0; bit < 8 * offer.length; bit += 31) {
            byte[] changed = offer.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(handshake.answer(changed, ENROLMENT.of(LYON), STREAMS.of("its")).result().isEmpty(), "bit " + bit);
        }
        for (int bit = 0; bit < 8 * answered.answer().length; bit += 31) {
            byte[] changed = answered.answer().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(handshake.concluded(offer, mine, changed).result().isEmpty(), "bit " + bit);
        }
        byte[] lower = offer.clone();
        lower[0] = 1;
        assertTrue(handshake.answer(lower, ENROLMENT.of(LYON), STREAMS.of("its")).reason().startsWith("protected as authenticated where sealed"));
        // An answer to another offer is none to this one.
        byte[] other = handshake.offer(Agreement.drawn(level == Security.SEALED_HYBRID, STREAMS.of("another")), ENROLMENT.coordinator());
        assertEquals("its signature is not its sender's", handshake.concluded(other, mine, answered.answer()).reason());
        assertEquals("its certificate is another's", handshake.answer(handshake.offer(mine, ENROLMENT.of(PARIS)), ENROLMENT.of(LYON), STREAMS.of("its")).reason());
    }
}
