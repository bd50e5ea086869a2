package org.fedrange.simulator.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Fashion-MNIST: pictures of clothing, 28 x 28 grey values, ten classes, with a test set of its own.
 *
 * <p>Up to 6,000 training pictures the built-in balanced part is taken, with 1,000 test pictures: the first 600 and 100 of each
 * class. Beyond, the full set of 60,000 and 10,000 is looked for and checked against its published digests. A smaller number
 * takes the first of each class, balanced. Grey values are brought to mean 0 and deviation 1 with the training set's published
 * 0.2860 and 0.3530.
 *
 * <p>Example: {@code examples: 60000} is the full set.
 *
 * <p>Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms", 2017; MIT.
 */
public record FashionMnist(
        @Parameter(value = "training pictures, a multiple of ten", unit = "pictures", min = 10, max = 60_000, byDefault = "6000") int examples,
        @Parameter(
                        value = "folder of the four IDX files, for more than 6,000 pictures",
                        derived = "the data folders of FedRange and of the system")
                @Nullable String folder)
        implements DataSource {
    private static final int BUILT_IN = 6000;
    private static final String RESOURCES = "/org/fedrange/data/fashion-mnist/";
    private static final List<String> CLASSES = List.of(
            "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot");

    public FashionMnist {
        Parameters.check(FashionMnist.class, examples, folder);
        if (examples % CLASSES.size() != 0) {
            throw new IllegalArgumentException("examples must be a multiple of ten, to be balanced, got " + examples);
        }
    }

    /** Where files come from: opens the stream of a file by its name without {@code .gz}. */
    private interface Opener {
        InputStream open(String name) throws IOException;
    }

    @Override
    public Dataset read(Path base, Streams streams) {
        boolean builtIn = examples <= BUILT_IN;
        Opener files = builtIn ? FashionMnist::resource : full(base);
        try {
            Examples train = pictures(files, IdxImages.TRAIN).firstOfEachClass(examples / CLASSES.size());
            Examples test = pictures(files, IdxImages.TEST).all();
            String digest = new ContentDigest().add(train).add(test).hex();
            List<String> pixels = java.util.stream.IntStream.range(0, train.width()).mapToObj(i -> "pixel " + i).toList();
            return new Dataset(
                    "Fashion-MNIST", train, Optional.of(test), CLASSES, pixels, Scaling.AS_IS, List.of(), new int[0], digest,
                    List.of("Fashion-MNIST, Zalando SE, MIT licence: " + train.size() + " training and " + test.size() + " test pictures"));
        } catch (IOException e) {
            throw new Refusal("Fashion-MNIST cannot be read: " + e.getMessage(), e);
        }
    }

    private static IdxImages pictures(Opener files, IdxImages.Part part) throws IOException {
        try (InputStream images = files.open(part.images()); InputStream labels = files.open(part.labels())) {
            return IdxImages.read(images.readAllBytes(), labels.readAllBytes());
        }
    }

    private static InputStream resource(String name) throws IOException {
        return IdxImages.unpacked(Objects.requireNonNull(FashionMnist.class.getResourceAsStream(RESOURCES + name + ".gz")));
    }

    private Opener full(Path base) {
        List<Path> places = folder != null ? List.of(base.resolve(folder)) : DataFolders.named("fashion-mnist");
        for (Path place : places) {
            if (exists(place.resolve(IdxImages.TRAIN.images()))) {
                return name -> new ByteArrayInputStream(checked(place, name));
            }
        }
        throw new Refusal("data: " + examples + " pictures are more than the built-in " + BUILT_IN + ", and the full Fashion-MNIST is in none of "
                + places + ". Install your system's package dataset-fashion-mnist (Debian), or put the four IDX files, packed or not, into "
                + places.getFirst());
    }

    private static boolean exists(Path file) {
        return Files.exists(file) || Files.exists(packed(file));
    }

    private static Path packed(Path file) {
        return file.resolveSibling(file.getFileName() + ".gz");
    }

    private static byte[] checked(Path place, String name) throws IOException {
        Path file = place.resolve(name);
        try (InputStream stream = Files.exists(file)
                ? Files.newInputStream(file)
                : IdxImages.unpacked(Files.newInputStream(packed(file)))) {
            byte[] bytes = stream.readAllBytes();
            String digest = ContentDigest.sha256(bytes);
            if (!digest.equals(IdxImages.DIGESTS.get(name))) {
                throw new Refusal(file + ": is not the published file of Fashion-MNIST: SHA-256 " + digest + " instead of "
                        + IdxImages.DIGESTS.get(name) + "; fetch it anew");
            }
            return bytes;
        }
    }
}
