package org.fedrange.simulator.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.fedrange.learning.data.Examples;

/** Pictures and labels in the IDX format: big-endian sizes, then one byte a number. */
final class IdxImages {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;
    private static final int CLASSES = 10;
    private static final double MEAN = 0.2860;
    private static final double DEVIATION = 0.3530;

    static final Part TRAIN = new Part("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    static final Part TEST = new Part("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /** SHA-256 of the published files of Fashion-MNIST, unpacked. */
    static final Map<String, String> DIGESTS = Map.of(
            TRAIN.images(), "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            TRAIN.labels(), "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            TEST.images(), "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            TEST.labels(), "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    /** The two files of a part. */
    record Part(String images, String labels) {}

    private final byte[] pixels;
    private final byte[] labels;
    private final int width;

    private IdxImages(byte[] pixels, byte[] labels, int width) {
        this.pixels = pixels;
        this.labels = labels;
        this.width = width;
    }

    static InputStream unpacked(InputStream packed) throws IOException {
        return new GZIPInputStream(packed, 1 << 16);
    }

    static IdxImages read(byte[] images, byte[] labels) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(images);
        ByteBuffer labelHeader = ByteBuffer.wrap(labels);
        if (header.getInt() != IMAGES || labelHeader.getInt() != LABELS) {
            throw new IOException("not IDX files of pictures and labels");
        }
        int count = header.getInt();
        int width = header.getInt() * header.getInt();
        if (labelHeader.getInt() != count || header.remaining() != count * width || labelHeader.remaining() != count) {
            throw new IOException("the IDX files are cut off, or do not belong together");
        }
        byte[] pixels = new byte[count * width];
        header.get(pixels);
        byte[] classes = new byte[count];
        labelHeader.get(classes);
        return new IdxImages(pixels, classes, width);
    }

    Examples all() {
        return firstOfEachClass(labels.length);
    }

    /** The first {@code each} pictures of each class, in the order of the files. */
    Examples firstOfEachClass(int each) {
        int[] taken = new int[CLASSES];
        int[] rows = new int[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (taken[labels[i]]++ < each) {
                rows[count++] = i;
            }
        }
        float[] features = new float[count * width];
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = labels[rows[i]];
            for (int j = 0; j < width; j++) {
                features[i * width + j] = (float) (((pixels[rows[i] * width + j] & 0xff) / 255.0 - MEAN) / DEVIATION);
            }
        }
        return new Examples(features, classes, width);
    }
}
