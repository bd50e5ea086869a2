package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;

/**
 * How near records drawn for classes come to the means of what was trained on.
 *
 * <pre>
 * classCosine = cos(guess - m, mean of its class - m),  m = the population's mean;   ownClass = 1 where no other class's mean has so large a cosine, 1/k where k have the largest
 * </pre>
 *
 * <p>Who knows the population only says m, for every class: a cosine of 0, and the right class once in as many as there are. {@code mse}, {@code psnr} and {@code ssim} are those of
 * {@link ReconstructionQuality}, with the class's mean as the truth.
 *
 * <p>Example: m = (0, 0), means (1, 0) and (0, 1), guesses (2, 1) and (1, 1) for them: cosines 0.89 and 0.71; the first is nearest its own and counts 1, the second as near to the other and counts 1/2.
 *
 * @param means one example for each class that was trained on, its label the class
 * @param side the observer's own examples, whose mean is the population's
 * @param quality the measures of single records
 */
public record RepresentativeQuality(Examples means, Examples side, ReconstructionQuality quality) {
    private static final List<String> OF_RECORDS = List.of("mse", "psnr", "ssim", "mseOfMean", "psnrOfMean", "ssimOfMean");

    /** Of the means of each class of what was trained on; at least one example. */
    public static RepresentativeQuality of(Examples trained, Examples side, ReconstructionQuality quality) {
        int[] labels = IntStream.of(trained.labels()).distinct().sorted().toArray();
        List<Examples> means = new ArrayList<>();
        for (int label : labels) {
            int[] rows = IntStream.range(0, trained.size()).filter(i -> trained.labels()[i] == label).toArray();
            means.add(new Examples(ReconstructionQuality.mean(trained.at(rows)), new int[] {label}, trained.width()));
        }
        return new RepresentativeQuality(Examples.joined(means), side, quality);
    }

    /** For each class that was trained on what is measured, by name; {@code guesses} in the order of all classes. */
    public List<SortedMap<String, Double>> of(Examples guesses) {
        FloatVector centre = FloatVector.owning(ReconstructionQuality.mean(side));
        List<FloatVector> directions = IntStream.range(0, means.size()).mapToObj(i -> direction(means, i, centre)).toList();
        List<SortedMap<String, Double>> measured = new ArrayList<>();
        for (int i = 0; i < means.size(); i++) {
            FloatVector drawn = direction(guesses, means.labels()[i], centre);
            double[] cosines = directions.stream().mapToDouble(direction -> GradientAlignment.cosine(drawn, direction)).toArray();
            double own = cosines[i];
            boolean nearest = Arrays.stream(cosines).allMatch(its -> its <= own);
            long tied = Arrays.stream(cosines).filter(its -> its == own).count();
            SortedMap<String, Double> figures = new TreeMap<>(quality.of(means.at(new int[] {i}), guesses.at(new int[] {means.labels()[i]})).getFirst());
            figures.keySet().retainAll(OF_RECORDS);
            figures.put("classCosine", own);
            figures.put("ownClass", nearest ? 1.0 / tied : 0.0);
            figures.put("ownClassByChance", 1.0 / means.size());
            measured.add(figures);
        }
        return measured;
    }

    /** From the population's mean to an example; nowhere, with a cosine of 0, where it is that mean. */
    private static FloatVector direction(Examples examples, int row, FloatVector centre) {
        return (FloatVector) FloatVector.owning(examples.at(new int[] {row}).features()).minus(centre);
    }
}
