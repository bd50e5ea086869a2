package org.fedrange.learning.partition;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Dataset;

/**
 * Examples sorted by label are cut into shards, and each hospital is dealt a few of them: most hospitals see few classes.
 *
 * <pre>
 * sort by (label, random);  cut into hospitals x shards contiguous parts;  deal the parts at random, shards to each hospital
 * </pre>
 *
 * <p>The parts differ by at most one example, the larger first.
 *
 * <p>Example: labels 0, 0, 1, 1, 2 hospitals, 1 shard each: one hospital has both of class 0, the other both of class 1.
 *
 * <p>Source: McMahan, Moore, Ramage, Hampson, Agüera y Arcas, "Communication-Efficient Learning of Deep Networks from Decentralized
 * Data", 2017, section 3: 2 shards for each of 100 clients.
 */
public record Shards(
        @Parameter(value = "shards of each hospital", min = 1, max = 10_000, byDefault = "2") int shards) implements Partition {
    public Shards {
        Parameters.check(Shards.class, shards);
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        int[] labels = dataset.examples().labels();
        int parts = Math.multiplyExact(hospitals, shards);
        int[] sorted = IntStream.of(Shuffle.of(IntStream.range(0, labels.length).toArray(), stream))
                .boxed()
                .sorted(Comparator.comparingInt(row -> labels[row]))
                .mapToInt(row -> row)
                .toArray();
        int[] owners = Shuffle.of(IntStream.range(0, parts).map(part -> part / shards).toArray(), stream);
        Piles piles = new Piles(hospitals);
        for (int i = 0; i < sorted.length; i++) {
            piles.add(owners[part(i, sorted.length, parts)], sorted[i]);
        }
        return piles.shares(
                Numbered.names("hospital", hospitals),
                labels.length + " examples are too few for " + parts + " shards; choose fewer hospitals or shards");
    }

    /** The contiguous part in which a place lies, of parts that differ by at most one, the larger first. */
    private static int part(int place, int places, int parts) {
        int small = places / parts;
        int larger = places % parts;
        int inLarger = larger * (small + 1);
        return place < inLarger ? place / (small + 1) : larger + (place - inLarger) / small;
    }
}
