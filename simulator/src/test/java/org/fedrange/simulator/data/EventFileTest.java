package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventFileTest {
    private static final int HEAD = 24 + 16;

    @Test
    void aFileBeginsAsTensorFlowsDo() {
        byte[] file = EventFile.of(List.of());
        assertEquals(HEAD, file.length);
        assertEquals("1800000000000000a37f4b22", HexFormat.of().formatHex(file, 0, 12));
        // Field 1, eight bytes: no time. Field 3, 13 bytes: the format.
        assertEquals("090000000000000000" + "1a0d" + HexFormat.of().formatHex("brain.Event:2".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                HexFormat.of().formatHex(file, 12, 36));
    }

    /** Field by field: 1.5 seconds, step 3, and of the summary one value: tag a, 0.25 as a float. */
    @Test
    void aPointIsAnEventWithASummary() {
        byte[] file = EventFile.of(List.of(new EventFile.Point(1.5, 3, new TreeMap<>(java.util.Map.of("a", 0.25)))));
        byte[] event = HexFormat.of().parseHex("09000000000000f83f" + "1003" + "2a0a" + "0a08" + "0a0161" + "150000803e");
        ByteBuffer record = ByteBuffer.wrap(file, HEAD, file.length - HEAD).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(event.length, record.getLong());
        record.getInt();
        byte[] written = new byte[event.length];
        record.get(written);
        assertArrayEquals(event, written);
        record.getInt();
        assertEquals(0, record.remaining());
    }
}
