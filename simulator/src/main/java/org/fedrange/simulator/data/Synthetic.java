package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic patients of known difficulty: normal features around a mean for each class, moved by a shift for each hospital.
 *
 * <pre>
 * x = mean of the class + shift of the hospital + N(0, 1) in each feature,  classes equally likely
 * mean of class c = (signal / sqrt 2) u_c,  u_1, u_2, ... orthonormal and random
 * </pre>
 *
 * <p>So the means of any two classes are {@code signal} apart. Patients go to hospitals in turn. Each seed has its own patients.
 *
 * <p>Example: two classes, signal 2, no shift: the best possible classifier is right in Phi(2 / 2) = 84.1 % of cases.
 *
 * <p>Source: this project.
 */
public record Synthetic(
        @Parameter(value = "number of patients", unit = "examples", min = 2, max = 10_000_000, byDefault = "2000") int examples,
        @Parameter(value = "number of features", min = 1, max = 100_000, byDefault = "20") int features,
        @Parameter(value = "number of classes", min = 2, max = 1000, byDefault = "2") int classes,
        @Parameter(value = "number of real hospitals", min = 1, max = 100_000, derived = "none: the data has no real hospitals")
                @Nullable Integer sites,
        @Parameter(value = "distance between the means of two classes", unit = "standard deviations", min = 0, max = 1000, byDefault = "2")
                double signal,
        @Parameter(value = "spread of each hospital's shift of each feature", unit = "standard deviations", min = 0, max = 1000, byDefault = "0")
                double siteShift)
        implements DataSource {
    public Synthetic {
        Parameters.check(Synthetic.class, examples, features, classes, sites, signal, siteShift);
        if (features < classes) {
            throw new IllegalArgumentException("features must be at least the number of classes, " + classes + ", got " + features);
        }
        if (sites != null && sites > examples) {
            throw new IllegalArgumentException("sites must be at most the number of examples, " + examples + ", got " + sites);
        }
        if (sites == null && siteShift > 0) {
            throw new IllegalArgumentException("siteShift needs real hospitals: give sites, or leave siteShift out");
        }
        if ((long) examples * features > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("examples times features must be at most 2 147 483 639, got " + examples + " times " + features);
        }
    }

    @Override
    public boolean drawn() {
        return true;
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        int[] siteOf = sites == null ? new int[0] : IntStream.range(0, examples).map(row -> row % sites).toArray();
        Examples drawn = drawn(siteOf, streams);
        String digest = new ContentDigest().add(drawn).add(siteOf).hex();
        return new Dataset(
                "synthetic", drawn, Optional.empty(), numbered("class", classes), numbered("feature", features),
                Scaling.STANDARDISED,
                sites == null ? List.of() : numbered("site", sites), siteOf, digest,
                List.of("synthetic patients drawn from the experiment's seed, no real persons"));
    }

    private Examples drawn(int[] siteOf, Streams streams) {
        double[][] means = means(streams.of("data means"));
        double[][] shifts = new double[sites == null ? 0 : sites][];
        RandomGenerator ofShifts = streams.of("data shifts");
        for (int site = 0; site < shifts.length; site++) {
            shifts[site] = Normal.draw(features, ofShifts);
        }
        RandomGenerator stream = streams.of("data");
        float[] values = new float[examples * features];
        int[] labels = new int[examples];
        for (int row = 0; row < examples; row++) {
            labels[row] = stream.nextInt(classes);
            for (int i = 0; i < features; i++) {
                double shift = sites == null ? 0 : siteShift * shifts[siteOf[row]][i];
                values[row * features + i] = (float) (means[labels[row]][i] + shift + Normal.draw(stream));
            }
        }
        return new Examples(values, labels, features);
    }

    /** Random orthonormal directions, by Gram and Schmidt, scaled. */
    double[][] means(RandomGenerator stream) {
        double[][] means = new double[classes][];
        for (int c = 0; c < classes; c++) {
            double[] direction = Normal.draw(features, stream);
            for (int earlier = 0; earlier < c; earlier++) {
                add(direction, -dot(direction, means[earlier]), means[earlier]);
            }
            double length = Math.sqrt(dot(direction, direction));
            means[c] = IntStream.range(0, features).mapToDouble(i -> direction[i] / length).toArray();
        }
        for (double[] mean : means) {
            add(mean, signal / Math.sqrt(2) - 1, mean);
        }
        return means;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] target, double factor, double[] vector) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }

    private static List<String> numbered(String what, int count) {
        int digits = Integer.toString(count).length();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String number = Integer.toString(i);
            names.add(what + " " + "0".repeat(digits - number.length()) + number);
        }
        return names;
    }
}
