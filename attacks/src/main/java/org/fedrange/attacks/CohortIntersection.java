package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;

/**
 * A coordinator releases the same model twice, leaves one hospital's vector out of the second sum as if it had been lost, and takes the difference of the two
 * sums: exact where hospitals answer the same model alike, and otherwise blurred by their batches. Stopped by hospitals that remember which sums over a model they helped
 * to open ({@code least-difference}), at the price of that round.
 *
 * <pre>
 * x = (W_1 m_1 - W_2 m_2) / (W_1 - W_2),   m the means and W the weights of the two sums
 * </pre>
 *
 * <p>Example: means 2 of three and 1 of two hospitals: x = 3 * 2 - 2 * 1 = 4.
 *
 * <p>Source: Pasquini, Francati, Ateniese, "Eluding Secure Aggregation in Federated Learning via Model Inconsistency", 2022, and So et al., "Securing
 * Secure Aggregation: Mitigating Multi-Round Privacy Leakage in Federated Learning", 2023.
 */
public record CohortIntersection() implements CoordinatorAttack {
    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        return Optional.empty();
    }

    @Override
    public boolean releasesTwice() {
        return true;
    }
}
