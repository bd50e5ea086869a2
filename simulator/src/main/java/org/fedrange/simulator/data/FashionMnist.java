package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * Fashion-MNIST: 28 x 28 grey images of clothes in ten classes, with a test set of its own.
 *
 * <p>The first {@code examples} / 10 images of each class, in the original order; pixels from 0 to 1, or brought to mean 0
 * and deviation 1 with the training set's own 0.2860 and 0.3530. Up to {@value #BUILT_IN} are
 * built in, with 1,000 test images (the first 100 of each class); more are read from the whole set on the machine, with all 10,000 test
 * images. What is read depends on {@code examples} alone, never on what the machine has.
 *
 * <p>Example: {@code examples: 60000} is the published training set.
 *
 * <p>Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms", 2017.
 */
public record FashionMnist(
        @Parameter(value = "number of training images, the same of each class; above 6000 the whole set is needed", unit = "examples",
                min = 10, max = 60_000, byDefault = "6000") int examples,
        @Parameter(value = "whether pixels are brought to mean 0 and deviation 1; otherwise they stay from 0 to 1", byDefault = "true")
                boolean standardized,
        @Parameter(value = "folder where the whole set is looked for first",
                derived = "fashion-mnist in $FEDRANGE_DATA or ~/.fedrange, then the system's data sets") @Nullable String folder)
        implements DataSource {
    /** Number of training images that come with the program. */
    static final int BUILT_IN = 6000;

    private static final float MEAN = 0.2860f;
    private static final float DEVIATION = 0.3530f;
    private static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    public FashionMnist {
        Parameters.check(FashionMnist.class, examples, standardized, folder);
        if (examples % CLASSES.size() != 0) {
            throw new IllegalArgumentException("examples must be a multiple of 10, the number of classes, got " + examples);
        }
    }

    @Override
    public boolean publicPictures() {
        return true;
    }

    @Override
    public Dataset read(Path experiment, Streams streams) {
        boolean builtIn = examples <= BUILT_IN;
        List<Path> folders = folders(experiment);
        Function<FashionMnistFile, NumberArray> files = file -> builtIn ? file.builtIn() : file.find(folders);
        Examples train = images(
                files.apply(FashionMnistFile.TRAIN_IMAGES), files.apply(FashionMnistFile.TRAIN_LABELS), examples / CLASSES.size());
        Examples test = images(
                files.apply(FashionMnistFile.TEST_IMAGES), files.apply(FashionMnistFile.TEST_LABELS), Integer.MAX_VALUE);
        String digest = new ContentDigest().add(train).add(test).hex();
        String note = "Fashion-MNIST, Zalando SE, MIT licence: the first " + train.size() / CLASSES.size() + " training images of each class and "
                + (builtIn ? "the first 100 test images of each class" : "all test images");
        return new Dataset(
                "Fashion-MNIST", train, Optional.of(test), CLASSES, pixels(), Scaling.AS_IS, List.of(), new int[0], digest, List.of(note))
                .pictured(new Picture(1, 28, 28));
    }

    private List<Path> folders(Path experiment) {
        List<Path> folders = new ArrayList<>();
        if (folder != null) {
            folders.add(experiment.resolve(folder));
        }
        Optional.ofNullable(System.getenv("FEDRANGE_DATA")).ifPresent(data -> folders.add(Path.of(data, "fashion-mnist")));
        folders.add(Path.of(System.getProperty("user.home"), ".fedrange", "fashion-mnist"));
        folders.add(Path.of("/usr/share/datasets/fashion-mnist"));
        folders.add(Path.of("/usr/local/share/datasets/fashion-mnist"));
        return folders;
    }

    /** The first images of each class, in file order. */
    private Examples images(NumberArray images, NumberArray labels, int ofEachClass) {
        int[] taken = new int[CLASSES.size()];
        int[] rows = IntStream.range(0, labels.count()).filter(row -> taken[(int) labels.at(row)]++ < ofEachClass).toArray();
        int width = images.width();
        float[] pixels = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            for (int pixel = 0; pixel < width; pixel++) {
                float unit = (float) images.at(rows[i] * width + pixel) / 255f;
                pixels[i * width + pixel] = standardized ? (unit - MEAN) / DEVIATION : unit;
            }
        }
        return new Examples(pixels, IntStream.of(rows).map(row -> (int) labels.at(row)).toArray(), width);
    }

    private static List<String> pixels() {
        return IntStream.range(0, 28 * 28).mapToObj(pixel -> "row " + pixel / 28 + " column " + pixel % 28).toList();
    }
}
