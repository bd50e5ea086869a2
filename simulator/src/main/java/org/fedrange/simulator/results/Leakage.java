package org.fedrange.simulator.results;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What one of the experiment's observers learned, over all folds. Holds means over records, never a record's own figure.
 *
 * @param inference its kind
 * @param knowledge what it sees
 * @param contributions how many updates or sums it attacked
 * @param bytes size of its views: the numbers in them
 * @param viewDigest SHA-256 over the digests of its views, in hexadecimal
 * @param records how many records the figures are means over
 * @param figures what was measured, by one of the {@link org.fedrange.simulator.LeakageFigures}; empty for fewer patients than {@link HospitalFigure#FEWEST_PATIENTS}
 * @param roc of membership inference, the true-positive rate at each of {@link #FALSE_POSITIVES}; empty for others
 * @param pictures some public pictures beside what was made of them; none for patients' records
 */
public record Leakage(
        String inference, String knowledge, int contributions, long bytes, String viewDigest, int records, SortedMap<String, Double> figures,
        List<Double> roc, List<Likeness> pictures) {
    /** False-positive rates from 0.001 to 1, ten to a decade. */
    public static final List<Double> FALSE_POSITIVES =
            IntStream.rangeClosed(-30, 0).mapToObj(tenths -> StrictMath.pow(10, tenths / 10.0)).toList();

    public Leakage {
        roc = List.copyOf(roc);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        pictures = List.copyOf(pictures);
    }
}
