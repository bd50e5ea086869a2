package org.fedrange.learning.partition;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Dataset;

/** How the examples of a data set are dealt to hospitals. A pure function of data, number of hospitals and stream. */
public sealed interface Partition permits Iid, CustomPartition {

    /**
     * Deals the examples.
     *
     * @param hospitals number of hospitals, for partitions that do not follow from the data
     * @return the hospitals in node order; no example is in two of them
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
