package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Examples in the user's own arrays: NumPy's {@code .npy} and {@code .npz}, compressed or not, or IDX files, with or without gzip.
 *
 * <p>The first dimension counts examples, the others are one example's numbers; where they are height x width, or channels x height x width, they are
 * a picture. Unsigned bytes are pixels and brought from 0 to 255 to 0
 * to 1; other numbers are brought to one scale. Labels are whole numbers; the different ones, in order, are the classes.
 *
 * <p>Example: {@code {kind: array-files, features: pneumonia.npz/train_images, labels: pneumonia.npz/train_labels,
 * testFeatures: pneumonia.npz/test_images, testLabels: pneumonia.npz/test_labels}} reads a file of MedMNIST.
 *
 * <p>Source: the formats of NumPy and of MNIST.
 */
public record ArrayFiles(
        @Parameter("the examples: a file, or an array in a file, as in data.npz/train_images") String features,
        @Parameter("their labels, as many") String labels,
        @Parameter(value = "a whole number for each example: its hospital", derived = "none: the data has no real hospitals")
                @Nullable String hospitals,
        @Parameter(value = "test examples, with testLabels", derived = "none: the data is cross-validated") @Nullable String testFeatures,
        @Parameter(value = "their labels", derived = "none") @Nullable String testLabels)
        implements DataSource {
    private static final int MOST_CLASSES = 1000;
    private static final float BRIGHTEST = 255;

    public ArrayFiles {
        Parameters.check(ArrayFiles.class, features, labels, hospitals, testFeatures, testLabels);
        if ((testFeatures == null) != (testLabels == null)) {
            throw new IllegalArgumentException("testFeatures and testLabels belong together; one of them is missing");
        }
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        NumberArray inputs = new ArrayFile(folder, features).read();
        int[] given = wholes(folder, labels, inputs);
        int[] classes = classes(given);
        Examples examples = examples(inputs, given, classes, labels);
        Optional<Examples> tests = Optional.ofNullable(testFeatures).map(file -> tests(folder, file, classes, inputs));
        int[] sites = hospitals == null ? new int[0] : wholes(folder, hospitals, inputs);
        List<String> siteNames = IntStream.of(sites).sorted().distinct().mapToObj(Integer::toString).toList();
        int[] siteOf = IntStream.of(sites).map(site -> siteNames.indexOf(Integer.toString(site))).toArray();
        ContentDigest digest = new ContentDigest().add(examples).add(siteOf).add(siteNames).add(classes);
        tests.ifPresent(digest::add);
        boolean pixels = inputs.element() == Element.UNSIGNED_BYTE;
        Dataset dataset = new Dataset(
                features, examples, tests, IntStream.of(classes).mapToObj(Integer::toString).toList(), names(inputs),
                pixels ? Scaling.AS_IS : Scaling.STANDARDISED, siteNames, siteOf, digest.hex(), notes(inputs, pixels));
        return picture(inputs.shape()).map(dataset::pictured).orElse(dataset);
    }

    /** Examples x height x width are grey pictures, examples x channels x height x width coloured ones. */
    private static Optional<Picture> picture(List<Integer> shape) {
        return switch (shape.size()) {
            case 3 -> Optional.of(new Picture(1, shape.get(1), shape.get(2)));
            case 4 -> Optional.of(new Picture(shape.get(1), shape.get(2), shape.get(3)));
            default -> Optional.empty();
        };
    }

    private Examples tests(Path folder, String file, int[] classes, NumberArray training) {
        NumberArray inputs = new ArrayFile(folder, file).read();
        if (inputs.width() != training.width() || inputs.element() != training.element()) {
            throw new Refusal(file + ": an example is " + inputs.width() + " numbers (" + inputs.element() + "), but one of " + features
                    + " is " + training.width() + " (" + training.element() + ")");
        }
        String answers = Objects.requireNonNull(testLabels);
        return examples(inputs, wholes(folder, answers, inputs), classes, answers);
    }

    private static Examples examples(NumberArray inputs, int[] given, int[] classes, String file) {
        int[] indices = new int[given.length];
        for (int i = 0; i < given.length; i++) {
            indices[i] = Arrays.binarySearch(classes, given[i]);
            if (indices[i] < 0) {
                throw new Refusal(file + ", example " + (i + 1) + ": the label " + given[i] + " is not among the training examples'");
            }
        }
        float[] numbers = new float[Math.multiplyExact(inputs.count(), inputs.width())];
        float unit = inputs.element() == Element.UNSIGNED_BYTE ? BRIGHTEST : 1;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) inputs.at(i) / unit;
            if (!Float.isFinite(numbers[i])) {
                throw new Refusal(inputs.name() + ", example " + (i / inputs.width() + 1) + ", number " + (i % inputs.width() + 1)
                        + ": must be a finite number, got " + inputs.at(i) + "; take the example out, or fill the gap in");
            }
        }
        return new Examples(numbers, indices, inputs.width());
    }

    /** One whole number for each example. */
    private static int[] wholes(Path folder, String file, NumberArray inputs) {
        NumberArray array = new ArrayFile(folder, file).read();
        if (array.count() != inputs.count() || array.width() != 1) {
            throw new Refusal(file + ": must hold one number for each of the " + inputs.count() + " examples, its shape is " + array.shown());
        }
        int[] wholes = new int[array.count()];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = (int) array.at(i);
            if (wholes[i] != array.at(i)) {
                throw new Refusal(file + ", example " + (i + 1) + ": must be a whole number, got " + array.at(i));
            }
        }
        return wholes;
    }

    private int[] classes(int[] given) {
        int[] classes = IntStream.of(given).sorted().distinct().toArray();
        if (classes.length < 2 || classes.length > MOST_CLASSES) {
            throw new Refusal(labels + ": " + classes.length + " different labels; there must be 2 to " + MOST_CLASSES);
        }
        return classes;
    }

    private static List<String> names(NumberArray inputs) {
        return IntStream.rangeClosed(1, inputs.width()).mapToObj(number -> "number " + number).toList();
    }

    private List<String> notes(NumberArray inputs, boolean pixels) {
        List<String> notes = new ArrayList<>();
        notes.add("the user's own data: " + features + ", " + inputs.shown() + (testFeatures == null ? "" : "; test examples: " + testFeatures));
        notes.add(pixels ? "bytes are pixels, brought to 0 to 1" : "numbers are brought to one scale");
        return notes;
    }
}
