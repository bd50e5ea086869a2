package org.fedrange.simulator.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.ExtendedActorSystem;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each message survives the wire, and nothing else is read from it. */
class WireFormatTest {
    private static final ActorTestKit ACTORS = ActorTestKit.create();
    private static final WireFormat FORMAT = new WireFormat((ExtendedActorSystem) Adapter.toClassic(ACTORS.system()));

    @AfterAll
    static void end() {
        ACTORS.shutdownTestKit();
    }

    private static <T> ActorRef<T> actor() {
        return ACTORS.<T>createTestProbe().ref();
    }

    private static final List<Sent> ALL = List.of(
            new Sent.Hello("build", "cell", actor()), new Sent.Leaving(actor()), new Sent.Welcome(), new Sent.TurnedAway("why"), new Sent.Done(),
            new Sent.Assignment("cell", "identity", "data", "{\"name\":\"größer\"}"), new Sent.Claim("cell", actor()), new Sent.Granted("cell"),
            new Sent.Settled("cell"), new Sent.RoundEnded("cell", new byte[] {1, 2}, actor()), new Sent.Failed("cell", "cause", actor()),
            new Sent.Part("cell", 7, "digest", new byte[] {-1, 0, 1}, actor()), new Sent.Received("cell", 8),
            new Sent.House(new Share(new Sent.Assignment("cell", "identity", "data", "{}"), 2, List.of(0, 3)), actor(), actor(), actor()),
            new Sent.Unhoused("why"), new Sent.Asked(3, 1, 0, 12.5, new byte[] {2, 1}),
            new Sent.Reacted(3, new byte[] {0}, new TreeMap<>(Map.of("clipped", 0.25, "größer", Double.NaN)), 0.5, 1L << 40), new Sent.Crashed(4, "cause"));

    @Test
    void eachMessageComesAsItWasSent() throws NotSerializableException {
        // Every kind there is, by the sealed interface itself.
        assertEquals(Arrays.stream(Sent.class.getDeclaredClasses()).filter(Class::isRecord).count(), ALL.size());
        for (Sent message : ALL) {
            byte[] bytes = FORMAT.toBinary(message);
            Object come = FORMAT.fromBinary(bytes, FORMAT.manifest(message));
            // Records with arrays are not equal to their copies; their bytes are.
            assertEquals(message.getClass(), come.getClass());
            assertArrayEquals(bytes, FORMAT.toBinary(come));
        }
    }

    @Test
    void whatIsNoMessageIsNotRead() {
        assertThrows(NotSerializableException.class, () -> FORMAT.fromBinary(new byte[0], "java.lang.Runtime"));
        byte[] bytes = FORMAT.toBinary(new Sent.TurnedAway("why"));
        assertThrows(NotSerializableException.class, () -> FORMAT.fromBinary(Arrays.copyOf(bytes, bytes.length + 1), "TurnedAway"));
        assertThrows(NotSerializableException.class, () -> FORMAT.fromBinary(Arrays.copyOf(bytes, bytes.length - 1), "TurnedAway"));
        // A length of two thousand million, of which seven bytes are there, takes no memory.
        byte[] boasting = bytes.clone();
        boasting[0] = 0x7f;
        NotSerializableException refused = assertThrows(NotSerializableException.class, () -> FORMAT.fromBinary(boasting, "TurnedAway"));
        assertTrue(String.valueOf(refused.getCause()).contains("are announced"), String.valueOf(refused.getCause()));
    }
}
