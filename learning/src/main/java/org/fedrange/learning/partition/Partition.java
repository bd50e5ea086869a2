package org.fedrange.learning.partition;

import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Dataset;

/** How the examples of a data set are dealt to hospitals. A pure function of data, number of hospitals and stream. */
public sealed interface Partition permits Dirichlet, GammaSimilarity, Iid, Natural, Wards, CustomPartition {

    /**
     * The number of hospitals, where it follows from the data; 0 where it would, but the data has no real hospitals. Empty for
     * partitions that deal to any number.
     */
    default OptionalInt hospitals(Dataset dataset) {
        return OptionalInt.empty();
    }

    /**
     * Deals the examples.
     *
     * @param hospitals number of hospitals: any for partitions that do not follow from the data, else {@link #hospitals(Dataset)}
     * @return the hospitals in node order, each with at least one example; no example is in two of them
     * @throws IllegalArgumentException where that cannot be, saying why and what would help
     */
    List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream);

    /**
     * One hospital's share.
     *
     * @param name the hospital's name
     * @param rows its rows of the data set's examples, ascending
     */
    record Share(String name, int[] rows) {}
}
