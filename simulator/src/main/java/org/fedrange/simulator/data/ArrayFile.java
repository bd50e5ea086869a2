package org.fedrange.simulator.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.fedrange.simulator.Refusal;

/**
 * An array in a file, as a user names it: {@code images.npy}, {@code images-idx3-ubyte.gz}, or one of several in
 * {@code medical.npz/train_images}. What the file is, its first bytes tell.
 *
 * @param folder where relative paths begin
 * @param written the name
 */
record ArrayFile(Path folder, String written) {
    private static final String ARCHIVE = ".npz/";

    /** The array. */
    NumberArray read() {
        int end = written.indexOf(ARCHIVE);
        return reading(() -> {
            byte[] bytes = end < 0
                    ? Files.readAllBytes(present(written))
                    : member(present(written.substring(0, end + ARCHIVE.length() - 1)), written.substring(end + ARCHIVE.length()));
            return array(unpacked(bytes));
        });
    }

    /** Every array of an archive, in the order of the file; of another file the one it holds. */
    List<NumberArray> all() {
        return written.endsWith(".npz") ? reading(() -> members(present(written))) : List.of(read());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (ZipException e) {
            throw new Refusal(written + ": is damaged: " + e.getMessage() + "; get the file again", e);
        } catch (IOException e) {
            throw new Refusal(written + ": cannot be read: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()), e);
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw new Refusal(written + ": is larger than an array may be here, 2 GiB", e);
        }
    }

    private Path present(String name) {
        return UserFile.present(written, folder.resolve(name));
    }

    private byte[] member(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<String> names = zip.stream().map(ArrayFile::name).sorted().toList();
            ZipEntry entry = zip.getEntry(name + ".npy");
            if (entry == null) {
                throw new Refusal(written + ": the file has no array " + name + "; arrays: " + String.join(", ", names));
            }
            return zip.getInputStream(entry).readAllBytes();
        }
    }

    private List<NumberArray> members(Path archive) throws IOException {
        List<NumberArray> arrays = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                arrays.add(Npy.of(written + "/" + name(entry), zip.getInputStream(entry).readAllBytes()));
            }
        }
        return arrays;
    }

    private static String name(ZipEntry entry) {
        return entry.getName().replaceAll("\\.npy$", "");
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        boolean packed = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        return packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    private NumberArray array(byte[] bytes) {
        if (Npy.begins(bytes)) {
            return Npy.of(written, bytes);
        }
        if (Idx.begins(bytes)) {
            return Idx.of(written, bytes);
        }
        throw new Refusal(written + ": is neither an array of NumPy (.npy) nor an IDX file"
                + (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K' ? "; name one of its arrays, as in " + written + "/train_images" : ""));
    }
}
