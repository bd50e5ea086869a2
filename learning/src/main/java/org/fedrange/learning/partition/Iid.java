package org.fedrange.learning.partition;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Dataset;

/**
 * Deals the shuffled examples evenly: hospitals as alike as chance makes them.
 *
 * <p>Every order of the examples is equally likely; the order is cut into contiguous parts whose sizes differ by at most one.
 * The first hospitals have the larger parts.
 *
 * <p>Example: 7 examples, 3 hospitals: 3, 2 and 2 examples.
 *
 * <p>Source: McMahan, Moore, Ramage, Hampson, Agüera y Arcas, "Communication-Efficient Learning of Deep Networks from
 * Decentralized Data", 2017, section 3 ("IID, where the data is shuffled, and then partitioned").
 */
public record Iid() implements Partition {
    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        Piles piles = new Piles(hospitals);
        piles.addEvenly(Shuffle.of(IntStream.range(0, dataset.examples().size()).toArray(), stream));
        return piles.shares(
                Numbered.names("hospital", hospitals), "choose at most " + dataset.examples().size() + " hospitals");
    }
}
