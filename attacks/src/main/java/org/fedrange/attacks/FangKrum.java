package org.fedrange.attacks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Krum;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;

/**
 * All nodes send one vector, against the sign of the honest mean in each coordinate and as long as it can be if Krum is still to choose it.
 *
 * <pre>
 * a = -lambda sign(mu),   lambda halved from an upper bound until Krum over the honest updates and f copies of a chooses a
 * bound = sqrt(min_i sum of the n - f - 2 smallest ||x_i - x_j||^2 / ((n - 2f - 1) d)) + max_i ||x_i|| / sqrt(d)
 * </pre>
 *
 * <p>Example: honest 3, -3, 9, -8, 14 and f = 2: the three nearest to 3 lie at 36, 36 and 121, so the bound is sqrt(193 / 2) + 14 = 23.823. A copy
 * at -11.9 has the score 0 + 3.9^2 + 8.9^2 = 94.5, but -8 has 3.9^2 + 3.9^2 + 25 = 55.6; one at -5.956 has 2.0^2 + 3.0^2 = 12.9, the least: it is sent.
 *
 * <p>If no lambda down to 1e-5 is chosen, zero is sent.
 *
 * <p>Source: Fang, Cao, Jia, Gong, "Local Model Poisoning Attacks to Byzantine-Robust Federated Learning", 2020, section 4.2, full knowledge, on
 * updates; all copies are equal, where the paper lets them differ by little.
 */
public record FangKrum() implements ModelPoisoning {
    private static final double SHORTEST = 1e-5;

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public Optional<String> infeasible(int nodes, int byzantine) {
        return new Krum(byzantine, null).infeasible(nodes).map(reason -> "fang-krum: " + reason + ", got " + nodes);
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        ParameterVector against = Direction.SIGN.from(new Sample(view.honest()));
        int f = view.nodes().size();
        Krum krum = new Krum(f, null);
        Chain chain = new Chain(List.of(), krum);
        Copies copies = new Copies(view, chain, chain.fresh());
        boolean possible = krum.infeasible(view.honest().size() + f).isEmpty();
        for (double lambda = possible ? bound(view.honest(), f) : 0; lambda >= SHORTEST; lambda /= 2) {
            ParameterVector crafted = against.scaled(lambda);
            if (copies.answer(crafted, stream).equals(crafted)) {
                return Collections.nCopies(f, crafted);
            }
        }
        return Collections.nCopies(f, against.scaled(0));
    }

    private static double bound(List<Update> honest, int f) {
        int n = honest.size() + f;
        double root = Math.sqrt(honest.getFirst().change().size());
        // The smallest is the distance from itself.
        double closest = Arrays.stream(new Sample(honest).squaredDistances())
                .mapToDouble(row -> Arrays.stream(row).sorted().skip(1).limit(n - f - 2L).sum()).min().orElse(0);
        double longest = honest.stream().mapToDouble(update -> update.change().norm()).max().orElse(0);
        return Math.sqrt(closest / (n - 2 * f - 1)) / root + longest / root;
    }
}
