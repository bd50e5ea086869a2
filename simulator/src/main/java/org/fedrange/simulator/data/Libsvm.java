package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Examples in the sparse text format of LIBSVM: a line each, the label first, then index:value for the numbers that are not zero, indices
 * from 1 and ascending.
 *
 * <p>Example: {@code +1 1:0.5 3:2} has the label 1 and the features 0.5, 0, 2.
 *
 * <p>Source: Chang, Lin, "LIBSVM: a Library for Support Vector Machines", 2011, its README.
 */
public record Libsvm(
        @Parameter("the file") String path,
        @Parameter(value = "number of features", min = 1, max = 10_000_000, derived = "the largest index in the files") @Nullable Integer features,
        @Parameter(value = "labels that make up the second of two classes, against all others; empty: each label is a class", byDefault = "[]")
                List<String> positive,
        @Parameter(value = "file of test examples", derived = "none: the data is cross-validated") @Nullable String test)
        implements DataSource {
    private static final String LABEL = "label";

    public Libsvm {
        positive = List.copyOf(positive);
        Parameters.check(Libsvm.class, path, features, positive, test);
    }

    /** The lines of a file: labels as rows of a table, numbers as pairs of index and value. */
    private record Lines(List<Table.Row> labels, List<int[]> indices, List<float[]> values) {
        Table table() {
            return new Table(List.of(LABEL), labels);
        }

        int width() {
            return indices.stream().flatMapToInt(IntStream::of).max().orElse(1);
        }

        Examples examples(ClassLabels classes, int width) {
            float[] numbers = new float[room(indices.size(), width)];
            for (int row = 0; row < indices.size(); row++) {
                for (int i = 0; i < indices.get(row).length; i++) {
                    numbers[row * width + indices.get(row)[i] - 1] = values.get(row)[i];
                }
            }
            return new Examples(numbers, classes.labels(table()), width);
        }

        private int room(int rows, int width) {
            if ((long) rows * width > Integer.MAX_VALUE - 8) {
                throw new Refusal(labels.getFirst().file() + ": " + rows + " examples of " + width
                        + " features do not fit into one array, zeros are stored here too; take fewer");
            }
            return rows * width;
        }
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        Lines training = lines(folder, path);
        Optional<Lines> tests = Optional.ofNullable(test).map(file -> lines(folder, file));
        int width = features != null ? features : Math.max(training.width(), tests.map(Lines::width).orElse(1));
        ClassLabels classes = ClassLabels.of(training.table(), LABEL, positive);
        Examples examples = training.examples(classes, width);
        Optional<Examples> testExamples = tests.map(lines -> lines.examples(classes, width));
        ContentDigest digest = new ContentDigest().add(examples).add(classes.names());
        testExamples.ifPresent(digest::add);
        return new Dataset(
                path, examples, testExamples, classes.names(), IntStream.rangeClosed(1, width).mapToObj(i -> "feature " + i).toList(),
                Scaling.STANDARDISED, List.of(), new int[0], digest.hex(),
                List.of(Tabular.ownData(path, training.table(), Optional.ofNullable(test))));
    }

    private Lines lines(Path folder, String file) {
        List<String> text = new CsvFile(file, "", folder.resolve(file)).text().lines().toList();
        List<Table.Row> labels = new ArrayList<>();
        Lines lines = new Lines(labels, new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < text.size(); i++) {
            String[] words = text.get(i).replaceFirst("#.*", "").strip().split("\\s+");
            if (!words[0].isEmpty()) {
                labels.add(new Table.Row(file, i + 1, List.of(label(file, i + 1, words[0]))));
                read(file, i + 1, words, lines);
            }
        }
        if (labels.isEmpty()) {
            throw new Refusal(file + ": has no lines of data");
        }
        return lines;
    }

    private static String label(String file, int line, String word) {
        if (!NumberText.is(word)) {
            throw new Refusal(file + ", line " + line + ", column 1: the label must be a number, got \"" + word + "\"");
        }
        return word;
    }

    private void read(String file, int line, String[] words, Lines lines) {
        int[] indices = new int[words.length - 1];
        float[] values = new float[words.length - 1];
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            String index = colon < 0 ? "" : words[i].substring(0, colon);
            String value = words[i].substring(colon + 1);
            if (!index.matches("\\d{1,8}") || !NumberText.is(value)) {
                throw new Refusal(file + ", line " + line + ", column " + (i + 1) + ": expected index:value, got \"" + words[i] + "\"");
            }
            indices[i - 1] = Integer.parseInt(index);
            values[i - 1] = Float.parseFloat(value);
            refuseDisorder(file, line, i, indices);
        }
        lines.indices().add(indices);
        lines.values().add(values);
    }

    private void refuseDisorder(String file, int line, int i, int[] indices) {
        int least = i == 1 ? 1 : indices[i - 2] + 1;
        int most = features != null ? features : 10_000_000;
        if (indices[i - 1] < least || indices[i - 1] > most) {
            throw new Refusal(file + ", line " + line + ", column " + (i + 1) + ": the index must be from " + least + " to " + most
                    + ", got " + indices[i - 1] + "; indices begin at 1 and ascend within a line");
        }
    }
}
