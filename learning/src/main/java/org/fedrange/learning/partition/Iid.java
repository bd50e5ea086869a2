package org.fedrange.learning.partition;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Dataset;

/** Deals the shuffled examples evenly. */
public record Iid() implements Partition {
    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        throw new IllegalStateException("being written");
    }
}
