package org.fedrange.learning.partition;

import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Dataset;

/**
 * Each real hospital keeps its own patients. Nothing is drawn.
 *
 * <p>Example: patients of London, Lyon, London: London has rows 0 and 2, Lyon row 1.
 *
 * <p>Source: the natural partition of du Terrail et al., "FLamby: Datasets and Benchmarks for Cross-Silo Federated Learning in
 * Realistic Healthcare Settings", 2022.
 */
public record Natural() implements Partition {
    @Override
    public OptionalInt hospitals(Dataset dataset) {
        return OptionalInt.of(dataset.sites().size());
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        FollowsData.check(this, dataset, hospitals);
        Piles piles = new Piles(hospitals);
        for (int row = 0; row < dataset.siteOf().length; row++) {
            piles.add(dataset.siteOf()[row], row);
        }
        return piles.shares(dataset.sites(), "leave it out of the data");
    }
}
