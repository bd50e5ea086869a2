package org.fedrange.simulator.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.Message;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final FloatVector VECTOR = FloatVector.of(1.5f, -0f, Float.MIN_VALUE, Float.NaN);
    private static final TreeMap<String, Double> MEASURED = new TreeMap<>(Map.of("norm", 2.0));
    private static final Update UPDATE = new Update(new NodeId(3, "Hôpital 3"), 7, VECTOR, 12).with(new TreeMap<>(Map.of("control", FloatVector.of(4))));

    private static final List<Message> ALL = List.of(
            new ModelSent(VECTOR, new TreeMap<>(Map.of("control", FloatVector.of(4), "mass", FloatVector.of()))), new UpdateSent(UPDATE, MEASURED),
            new Bytes("keys", new byte[] {1, 2, 3}, MEASURED), new MaskedSent(new int[] {1, -1, 7}, 24, null, null, MEASURED),
            new ModelAndShares(VECTOR, new byte[] {9}));

    private static Message decoded(byte[] bytes) {
        return Encoding.decoded(bytes, MEASURED).orElseThrow();
    }

    @Test
    void whatIsDecodedIsWhatWasEncoded() {
        for (Message message : ALL) {
            byte[] bytes = Encoding.encoded(message);
            Message again = decoded(bytes);
            assertEquals(message.getClass(), again.getClass());
            assertEquals(message.digest(), again.digest());
            assertEquals(message.bytes(), again.bytes());
            assertEquals(message.measured(), again.measured());
            assertArrayEquals(bytes, Encoding.encoded(again));
        }
        Update update = ((UpdateSent) decoded(Encoding.encoded(ALL.get(1)))).update();
        assertEquals(UPDATE.node(), update.node());
        assertEquals(List.of(7, 12), List.of(update.round(), update.examples()));
        assertEquals(List.of("change", "control"), List.copyOf(update.payload().keySet()));
    }

    @Test
    void anUpdateByHand() {
        // Type 2; node 1 "b"; round 2; 3 examples; one vector, "change", of one number, 1.0 = 0x3f800000.
        byte[] expected = {2, 1, 0, 0, 0, 1, 0, 'b', 2, 0, 0, 0, 3, 0, 0, 0, 1, 6, 0, 'c', 'h', 'a', 'n', 'g', 'e', 1, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f};
        assertArrayEquals(expected, Encoding.encoded(new UpdateSent(new Update(new NodeId(1, "b"), 2, FloatVector.of(1), 3))));
    }

    @Test
    void bytesThatAreNoMessageAreNone() {
        for (Message message : ALL) {
            byte[] bytes = Encoding.encoded(message);
            for (int length = 0; length < bytes.length; length++) {
                // Bytes without a length of their own end where the message ends.
                if (!(message instanceof Bytes || message instanceof ModelAndShares || message instanceof MaskedSent)) {
                    assertTrue(Encoding.decoded(Arrays.copyOf(bytes, length), MEASURED).isEmpty(), message + " of " + length);
                }
            }
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                // Another message or none, but never an exception.
                Encoding.decoded(changed, MEASURED).ifPresent(Message::digest);
            }
        }
        assertTrue(Encoding.decoded(new byte[0], MEASURED).isEmpty());
        assertTrue(Encoding.decoded(Arrays.copyOf(Encoding.encoded(ALL.get(1)), 200), MEASURED).isEmpty());
    }
}
