package org.fedrange.learning.partition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Dataset;

/**
 * A share gamma of the examples is dealt iid, the rest sorted by label: from one class a hospital (0) to iid (1).
 *
 * <pre>
 * shuffle;  the first floor(gamma N) are cut evenly;  the rest, sorted by (label, row), are cut evenly
 * </pre>
 *
 * <p>Each cut is contiguous, into sizes that differ by at most one, the larger first.
 *
 * <p>Example: labels 0, 1, 0, 1, gamma 0, 2 hospitals: rows 0 and 2, and rows 1 and 3.
 *
 * <p>Source: the {@code gamma_similarity_niid} of González, Guerraoui, Pinot, Rizk, Stephan, Taïani, "ByzFL: Research Framework for
 * Robust Federated Learning", 2025; after Karimireddy et al., "SCAFFOLD", 2020 (s % similarity).
 */
public record GammaSimilarity(
        @Parameter(value = "share of the examples that is dealt iid", min = 0, max = 1) double gamma) implements Partition {
    public GammaSimilarity {
        Parameters.check(GammaSimilarity.class, gamma);
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        int[] labels = dataset.examples().labels();
        int[] shuffled = Shuffle.of(IntStream.range(0, labels.length).toArray(), stream);
        int alike = (int) (gamma * labels.length);
        Piles piles = new Piles(hospitals);
        piles.addEvenly(Arrays.copyOf(shuffled, alike));
        piles.addEvenly(IntStream.range(alike, shuffled.length)
                .mapToObj(i -> shuffled[i])
                .sorted(Comparator.<Integer>comparingInt(row -> labels[row]).thenComparingInt(row -> row))
                .mapToInt(row -> row)
                .toArray());
        return piles.shares(
                Numbered.names("hospital", hospitals), labels.length + " examples are too few; choose fewer hospitals than " + hospitals);
    }
}
