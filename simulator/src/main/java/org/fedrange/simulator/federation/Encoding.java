package org.fedrange.simulator.federation;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.round.Message;

/**
 * Messages as bytes, little-endian: a byte for the type, then its parts, each list and text after its length. What is decoded equals what was
 * encoded to the bit. Bytes that anybody may have changed are no message where a length does not fit or something is left over.
 */
public final class Encoding {
    private static final byte MODEL = 1;
    private static final byte UPDATE = 2;
    private static final byte BYTES = 3;
    private static final byte MASKED = 4;
    private static final byte MODEL_AND_SHARES = 5;
    /** Bytes beside the numbers: type, node, round, lengths; names are short. */
    private static final int ROOM = 1024;

    private Encoding() {}

    /** The bytes of a message; what its sender measured stays out. */
    public static byte[] encoded(Message message) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size(message))).order(ByteOrder.LITTLE_ENDIAN);
        switch (message) {
            case ModelSent sent -> vectors(vector(out.put(MODEL), sent.model()), sent.along());
            case UpdateSent sent -> {
                Update update = sent.update();
                text(out.put(UPDATE).putInt(update.node().index()), update.node().name()).putInt(update.round()).putInt(update.examples());
                vectors(out, update.payload());
            }
            case Bytes bytes -> text(out.put(BYTES), bytes.type()).put(bytes.content());
            case MaskedSent masked -> {
                out.put(MASKED).put((byte) masked.bits()).asIntBuffer().put(masked.words());
                out.position(out.position() + Integer.BYTES * masked.words().length);
            }
            case ModelAndShares both -> vector(out.put(MODEL_AND_SHARES), both.model()).put(both.shares());
            default -> throw new IllegalArgumentException("no form on the wire for a " + message.type());
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static long size(Message message) {
        // Masked words of fewer bits travel as whole ones.
        return ROOM + (message instanceof MaskedSent masked ? (long) Integer.BYTES * masked.words().length : message.bytes());
    }

    private static ByteBuffer text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return out.putShort((short) bytes.length).put(bytes);
    }

    private static ByteBuffer vector(ByteBuffer out, ParameterVector vector) {
        float[] numbers = ((FloatVector) vector).array();
        out.putInt(numbers.length).asFloatBuffer().put(numbers);
        return out.position(out.position() + Float.BYTES * numbers.length);
    }

    private static void vectors(ByteBuffer out, SortedMap<String, ParameterVector> vectors) {
        out.put((byte) vectors.size());
        vectors.forEach((name, vector) -> vector(text(out, name), vector));
    }

    /**
     * The message that bytes stand for; empty where they are none.
     *
     * @param measured what its sender measured, which the wire does not carry
     */
    public static Optional<Message> decoded(byte[] bytes, SortedMap<String, Double> measured) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            Message message = message(in, measured);
            return in.hasRemaining() ? Optional.empty() : Optional.of(message);
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Message message(ByteBuffer in, SortedMap<String, Double> measured) {
        byte type = in.get();
        return switch (type) {
            case MODEL -> new ModelSent(vector(in), vectors(in));
            case UPDATE -> {
                NodeId node = new NodeId(in.getInt(), text(in));
                int round = in.getInt();
                int examples = in.getInt();
                yield new UpdateSent(new Update(node, round, vectors(in), examples), measured);
            }
            case BYTES -> new Bytes(text(in), rest(in), measured);
            case MASKED -> masked(in, measured);
            case MODEL_AND_SHARES -> new ModelAndShares(vector(in), rest(in));
            default -> throw new IllegalArgumentException("no message of type " + type);
        };
    }

    private static MaskedSent masked(ByteBuffer in, SortedMap<String, Double> measured) {
        int bits = in.get();
        if (bits < 1 || bits > Integer.SIZE || in.remaining() % Integer.BYTES != 0) {
            throw new IllegalArgumentException("words of " + bits + " bits");
        }
        int[] words = new int[in.remaining() / Integer.BYTES];
        in.asIntBuffer().get(words);
        in.position(in.limit());
        return new MaskedSent(words, bits, null, null, measured);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort() & 0xffff];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FloatVector vector(ByteBuffer in) {
        int size = in.getInt();
        if (size < 0 || size > in.remaining() / Float.BYTES) {
            throw new IllegalArgumentException(size + " numbers in " + in.remaining() + " bytes");
        }
        float[] numbers = new float[size];
        in.asFloatBuffer().get(numbers);
        in.position(in.position() + Float.BYTES * size);
        return FloatVector.owning(numbers);
    }

    private static SortedMap<String, ParameterVector> vectors(ByteBuffer in) {
        int count = in.get() & 0xff;
        SortedMap<String, ParameterVector> vectors = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = text(in);
            vectors.put(name, vector(in));
        }
        return Collections.unmodifiableSortedMap(vectors);
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
