package org.fedrange.simulator.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.Refusal;

/**
 * The four files of Fashion-MNIST, built in as a subset or found on the machine, and known by the SHA-256 of their uncompressed bytes:
 * packagers compress them anew.
 */
enum FashionMnistFile {
    TRAIN_IMAGES("train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
    TRAIN_LABELS("train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
    TEST_IMAGES("t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
    TEST_LABELS("t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    private static final String BUILT_IN = "/org/fedrange/data/fashion-mnist/";

    private final String file;
    private final String sha256;

    FashionMnistFile(String file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    /** The subset that is built in. */
    NumberArray builtIn() {
        String resource = BUILT_IN + file + ".gz";
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(FashionMnistFile.class.getResourceAsStream(resource), resource))) {
            return Idx.of(file, in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }

    /** The whole file, from the first of these folders that has it. */
    NumberArray find(List<Path> folders) {
        for (Path folder : folders) {
            for (Path path : List.of(folder.resolve(file + ".gz"), folder.resolve(file))) {
                if (Files.isRegularFile(path)) {
                    return checked(path);
                }
            }
        }
        throw new Refusal("the whole of Fashion-MNIST is not on this machine: no " + file + ".gz or " + file + " in "
                + String.join(", ", folders.stream().map(Path::toString).toList())
                + "; install Debian's package dataset-fashion-mnist, or put the four IDX files of"
                + " https://github.com/zalandoresearch/fashion-mnist into one of these folders, or ask for at most "
                + FashionMnist.BUILT_IN + " examples, which are built in");
    }

    private NumberArray checked(Path path) {
        try (InputStream in = open(path)) {
            byte[] bytes = in.readAllBytes();
            String found = Sha256.hex(bytes);
            if (!found.equals(sha256)) {
                throw new Refusal(path + ": is not Fashion-MNIST's file of that name: its uncompressed SHA-256 is " + found
                        + " instead of " + sha256 + "; get it again (MNIST's files have the same names)");
            }
            return Idx.of(path.toString(), bytes);
        } catch (IOException e) {
            throw new Refusal(path + ": cannot be read: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()), e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
