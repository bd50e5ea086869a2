package org.fedrange.simulator.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.data.Examples;

/**
 * SHA-256 of a data set as it is trained on: of numbers and names, not of the bytes of a file, so that a change of how files are read
 * shows too.
 */
final class ContentDigest {
    private static final int BUFFER = 1 << 16;

    private final MessageDigest sha256;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    ContentDigest() {
        sha256 = Sha256.start();
    }

    /** Adds features and labels. */
    ContentDigest add(Examples examples) {
        add(examples.width());
        add(examples.features().length);
        for (float feature : examples.features()) {
            add(Float.floatToIntBits(feature));
        }
        return add(examples.labels());
    }

    /** Adds whole numbers, and how many there are. */
    ContentDigest add(int[] numbers) {
        add(numbers.length);
        for (int number : numbers) {
            add(number);
        }
        return this;
    }

    /** Adds texts, each with its length, so that no two lists run together into one. */
    ContentDigest add(List<String> texts) {
        add(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            add(bytes.length);
            drain();
            sha256.update(bytes);
        }
        return this;
    }

    /** The digest of all that was added, in hexadecimal. */
    String hex() {
        drain();
        return Sha256.hex(sha256);
    }

    private void add(int number) {
        if (buffer.remaining() < Integer.BYTES) {
            drain();
        }
        buffer.putInt(number);
    }

    private void drain() {
        sha256.update(buffer.flip());
        buffer.clear();
    }
}
