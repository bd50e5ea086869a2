package org.fedrange.simulator.data;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Curves as TensorBoard reads them: one record that names the format, then one for each point. A record is its length, a checksum of the length,
 * an event in protocol buffers, and a checksum of that, all little endian.
 *
 * <p>Example: a file without points is one record of 24 bytes and so begins with 18 00 00 00 00 00 00 00 a3 7f 4b 22.
 *
 * <p>Source: TensorFlow's {@code record_writer}, {@code event.proto} and {@code summary.proto}; CRC-32C, RFC 3720.
 */
public final class EventFile {
    /** TensorBoard takes files whose names contain this. */
    public static final String NAME = "events.out.tfevents.0.fedrange";

    private static final String FORMAT = "brain.Event:2";
    private static final int MASK = 0xa282ead8;
    /** Numbers of fields. */
    private static final int SECONDS = 1;
    private static final int STEP = 2;
    private static final int VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private EventFile() {}

    /**
     * What is known at one step.
     *
     * @param seconds since the beginning, by whatever clock
     * @param step from 1
     * @param values by tag; a slash puts charts into groups
     */
    public record Point(double seconds, long step, SortedMap<String, Double> values) {}

    /** A message in protocol buffers. */
    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    /** The file of these points. */
    public static byte[] of(List<Point> points) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        record(file, message(out -> {
            out.writeDouble(SECONDS, 0);
            out.writeString(VERSION, FORMAT);
        }));
        points.forEach(point -> record(file, message(out -> {
            out.writeDouble(SECONDS, point.seconds());
            out.writeInt64(STEP, point.step());
            out.writeByteArray(SUMMARY, summary(point.values()));
        })));
        return file.toByteArray();
    }

    private static byte[] summary(SortedMap<String, Double> values) {
        return message(out -> {
            for (var value : values.entrySet()) {
                out.writeByteArray(VALUE, message(its -> {
                    its.writeString(TAG, value.getKey());
                    its.writeFloat(SIMPLE_VALUE, value.getValue().floatValue());
                }));
            }
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void record(ByteArrayOutputStream file, byte[] event) {
        byte[] length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(event.length).array();
        file.writeBytes(length);
        file.writeBytes(checksum(length));
        file.writeBytes(event);
        file.writeBytes(checksum(event));
    }

    /** Turned and shifted, so that the checksum of bytes that hold checksums is none of the easy ones. */
    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
    }
}
