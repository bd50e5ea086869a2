package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.AskingForBoth;
import org.fedrange.aggregation.secure.Deceit;

/**
 * A coordinator asks all hospitals for shares of both secrets of one, as if it had answered and dropped out, and takes all masks off its update. Stopped
 * by hospitals that reveal one of the two only ({@code never-both}).
 *
 * <p>Example: 6 hospitals without {@code never-both}, threshold 4: five shares of each secret come, and the update is known up to its rounding.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, section 6.2.
 */
public record BothShares() implements CoordinatorAttack {
    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        return Optional.of(AskingForBoth.of(victim));
    }
}
