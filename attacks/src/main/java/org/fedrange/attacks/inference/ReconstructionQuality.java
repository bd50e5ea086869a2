package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;

/**
 * How near guesses come to the records they are of.
 *
 * <pre>
 * mse = |guess - truth|^2 / features;   psnr = 10 log10(range^2 / mse), in dB;   closer = 1 where |guess - truth| &lt; |other - truth| for everybody else
 * </pre>
 *
 * <p>Guesses are given to records one to one, the nearest pair first; a record without a guess counts as guessed by the mean of the observer's own
 * examples, which is also what is guessed by those who saw nothing ({@code ...OfMean}). A perfect guess counts as {@value #PERFECT} dB.
 * Categories are features with at most {@value #CATEGORIES} values in the population: a guess is taken to the nearest of them.
 *
 * <p>Example: features between 0 and 1, truth (0, 1), guess (0.1, 1): mse 0.005, psnr 23.0 dB; with another patient at (0, 0.8), at a distance of 0.2,
 * the guess at 0.1 is closer.
 *
 * @param population everybody, the records attacked among them
 * @param side the observer's own examples
 * @param picture how features lie in a picture; empty for records
 */
public record ReconstructionQuality(Examples population, Examples side, Optional<Picture> picture) {
    /** The psnr of a guess without error, in dB. */
    public static final int PERFECT = 200;
    private static final int CATEGORIES = 10;
    /** Above so many dB a picture is recognised at a glance. */
    private static final double RECOGNISED = 30;

    /** The guess that each record got; null where there were too few. */
    public List<float @org.jspecify.annotations.Nullable []> matched(Examples truth, Examples guesses) {
        List<float @org.jspecify.annotations.Nullable []> matched = new ArrayList<>(java.util.Collections.nCopies(truth.size(), null));
        record Pair(int record, int guess, double distance) {}
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            for (int j = 0; j < guesses.size(); j++) {
                pairs.add(new Pair(i, j, distance(truth.features(), i, guesses.features(), j)));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        boolean[] used = new boolean[guesses.size()];
        for (Pair pair : pairs) {
            if (matched.get(pair.record()) == null && !used[pair.guess()]) {
                used[pair.guess()] = true;
                matched.set(pair.record(), row(guesses, pair.guess()));
            }
        }
        return matched;
    }

    /** For each record what is measured, by name. */
    public List<SortedMap<String, Double>> of(Examples truth, Examples guesses) {
        List<float @org.jspecify.annotations.Nullable []> matched = matched(truth, guesses);
        float[] mean = mean(side);
        double range = range();
        List<List<Float>> categories = picture.isPresent() ? List.of() : categories();
        List<SortedMap<String, Double>> measured = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            float[] its = row(truth, i);
            float[] guess = matched.get(i);
            double nearest = nearest(its);
            SortedMap<String, Double> figures = new TreeMap<>();
            put(figures, "", guess == null ? mean : guess, its, nearest, range, categories);
            put(figures, "OfMean", mean, its, nearest, range, categories);
            measured.add(figures);
        }
        return measured;
    }

    private void put(
            SortedMap<String, Double> figures, String suffix, float[] guess, float[] truth, double nearest, double range, List<List<Float>> categories) {
        double squares = distance(truth, 0, guess, 0);
        figures.put("mse" + suffix, squares / truth.length);
        figures.put("closer" + suffix, squares < nearest ? 1.0 : 0.0);
        picture.ifPresent(its -> {
            double mse = squares / truth.length;
            double psnr = mse == 0 ? PERFECT : Math.min(PERFECT, 10 * StrictMath.log10(range * range / mse));
            figures.put("psnr" + suffix, psnr);
            figures.put("recognised" + suffix, psnr > RECOGNISED ? 1.0 : 0.0);
            figures.put("ssim" + suffix, StructuralSimilarity.of(truth, 0, guess, 0, its, range));
        });
        if (categories.stream().anyMatch(values -> !values.isEmpty())) {
            figures.put("exactCategories" + suffix, exact(guess, truth, categories));
        }
    }

    private static double exact(float[] guess, float[] truth, List<List<Float>> categories) {
        int right = 0;
        int all = 0;
        for (int j = 0; j < truth.length; j++) {
            if (!categories.get(j).isEmpty()) {
                int feature = j;
                float nearest = categories.get(j).stream().min(Comparator.comparingDouble(value -> Math.abs(value - guess[feature]))).orElseThrow();
                right += nearest == truth[j] ? 1 : 0;
                all++;
            }
        }
        return (double) right / all;
    }

    /** For each feature the values it takes, where there are few. */
    private List<List<Float>> categories() {
        List<List<Float>> categories = new ArrayList<>();
        for (int j = 0; j < population.width(); j++) {
            TreeSet<Float> values = new TreeSet<>();
            for (int i = 0; i < population.size() && values.size() <= CATEGORIES; i++) {
                values.add(population.features()[i * population.width() + j]);
            }
            categories.add(values.size() <= CATEGORIES ? List.copyOf(values) : List.of());
        }
        return categories;
    }

    /** Squared distance to the nearest other; of equal records one is the record itself. */
    private double nearest(float[] truth) {
        double least = Double.POSITIVE_INFINITY;
        boolean itself = true;
        for (int i = 0; i < population.size(); i++) {
            double distance = distance(truth, 0, population.features(), i);
            if (distance == 0 && itself) {
                itself = false;
            } else {
                least = Math.min(least, distance);
            }
        }
        return least;
    }

    /** The least feature of the population. */
    public double least() {
        double least = Double.POSITIVE_INFINITY;
        for (float feature : population.features()) {
            least = Math.min(least, feature);
        }
        return least;
    }

    /** From the least to the largest feature of the population. */
    public double range() {
        double most = Double.NEGATIVE_INFINITY;
        for (float feature : population.features()) {
            most = Math.max(most, feature);
        }
        return most - least();
    }

    /** The mean of examples, feature by feature; zeros where there are none. */
    static float[] mean(Examples examples) {
        double[] sums = new double[examples.width()];
        for (int i = 0; i < examples.features().length; i++) {
            sums[i % sums.length] += examples.features()[i];
        }
        float[] mean = new float[sums.length];
        IntStream.range(0, mean.length).forEach(j -> mean[j] = examples.size() == 0 ? 0 : (float) (sums[j] / examples.size()));
        return mean;
    }

    private static float[] row(Examples examples, int row) {
        return Arrays.copyOfRange(examples.features(), row * examples.width(), (row + 1) * examples.width());
    }

    private double distance(float[] x, int rowX, float[] y, int rowY) {
        int width = population.width();
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double difference = (double) x[rowX * width + j] - y[rowY * width + j];
            sum += difference * difference;
        }
        return sum;
    }
}
