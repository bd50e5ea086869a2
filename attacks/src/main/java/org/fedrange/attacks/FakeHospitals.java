package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.aggregation.secure.Isolation;

/**
 * A coordinator invites one hospital to a sum with hospitals that it invented: what is shared among them is shared with the coordinator. Stopped by hospitals that
 * take only keys which a certified hospital signed ({@code coordinator: malicious}).
 *
 * <p>Example: one of 6 hospitals is told of five others, none of which exists; the five real ones sum without it.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, section 6.2; Douceur, "The Sybil Attack", 2002.
 */
public record FakeHospitals() implements CoordinatorAttack {
    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        return Optional.of(Isolation.of(victim, members, true, stream));
    }
}
