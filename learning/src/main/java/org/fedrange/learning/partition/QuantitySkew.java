package org.fedrange.learning.partition;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Dataset;

/**
 * Hospitals of very different size, each with the same mixture of patients.
 *
 * <pre>
 * p ~ Dirichlet(alpha, ..., alpha), one number a hospital;  the shuffled examples are cut at the running sums of p
 * </pre>
 *
 * <p>The proportions are drawn again, up to 100 times, until every hospital has {@code fewest} examples.
 *
 * <p>Example: 20 examples, proportions 0.25, 0.05, 0.7: hospitals of 5, 1 and 14 examples.
 *
 * <p>Source: Li, Diao, Chen, He, "Federated Learning on Non-IID Data Silos: An Experimental Study", 2022, quantity skew.
 */
public record QuantitySkew(
        @Parameter(value = "concentration: small is skewed, large is nearly equal", above = 0, max = 1e6) double alpha,
        @Parameter(value = "fewest examples of a hospital", unit = "examples", min = 1, byDefault = "2") int fewest)
        implements Partition {
    public QuantitySkew {
        Parameters.check(QuantitySkew.class, alpha, fewest);
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        int examples = dataset.examples().size();
        Dirichlet sizes = new Dirichlet(alpha, fewest);
        return sizes.redrawn(examples, hospitals, () -> {
            Piles piles = new Piles(hospitals);
            int[] shuffled = Shuffle.of(IntStream.range(0, examples).toArray(), stream);
            Dirichlet.spread(shuffled, sizes.proportions(hospitals, stream), piles);
            return piles;
        });
    }
}
