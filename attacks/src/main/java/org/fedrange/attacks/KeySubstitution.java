package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.aggregation.secure.Isolation;

/**
 * A coordinator tells one hospital its own keys in the place of all others', and the others nothing of that hospital: it knows every mask. Stopped by
 * hospitals that take only keys which a certified hospital signed ({@code coordinator: malicious}).
 *
 * <p>Example: 6 hospitals, threshold 4: five shares of the self mask are sealed for the coordinator, and all five pairwise masks are its own.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, section 6.2.
 */
public record KeySubstitution() implements CoordinatorAttack {
    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        return Optional.of(Isolation.of(victim, members, false, stream));
    }
}
