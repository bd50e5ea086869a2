package org.fedrange.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.identity.Enrolment;

/** The private keys with which the lines of a run were agreed on, which no party keeps: they are drawn again, and shown to be those by agreeing anew. */
public final class AgreedSecrets {
    private AgreedSecrets() {}

    /** The private keys of both parties of each line, and what they agreed on. */
    public static List<byte[]> of(ProtectedLine line, Streams streams) {
        Protection protection = line.protection();
        Enrolment enrolment = protection.enrolment();
        List<byte[]> secrets = new ArrayList<>();
        protection.keys().forEach((node, keys) -> {
            Handshake handshake = Protection.handshake(protection.level(), protection.run(), enrolment, node);
            Agreement mine = Agreement.drawn(protection.level() == Security.SEALED_HYBRID, streams.of("session key of the coordinator", 0, node.index()));
            byte[] offer = handshake.offer(mine, enrolment.coordinator());
            byte[] answer = handshake.answer(offer, enrolment.of(node), streams.of("session key", 0, node.index())).result().orElseThrow().answer();
            assertArrayEquals(keys.up().key(), handshake.concluded(offer, mine, answer).result().orElseThrow().up().key());
            byte[] its = new byte[Agreement.X25519_BYTES];
            streams.of("session key", 0, node.index()).nextBytes(its);
            secrets.add(its);
            secrets.add(mine.classical().getEncoded());
            mine.quantum().ifPresent(key -> secrets.add(key.getSeed()));
        });
        return secrets;
    }
}
