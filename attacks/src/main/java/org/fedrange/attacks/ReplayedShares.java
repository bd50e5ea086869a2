package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.aggregation.secure.Replay;

/**
 * A coordinator hands hospitals the shares that one of them sealed in the round before, and says that it dropped out: they reveal that round's masking key to whom
 * they revealed its self mask a round ago. Stopped by hospitals to whom nothing of an earlier round opens: the round in every key ({@code round-bound}), new keys in each
 * round ({@code fresh-keys}) or the model in every key ({@code model-bound}), each of which suffices.
 *
 * <p>Example: 9 hospitals, threshold 5. Round 1: eight shares of the self mask, as of every survivor. Round 2: eight of round 1's masking key. Both are known,
 * and round 1's update is bare; the sum of round 2 is that of the other eight.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, section 4, on secrets that serve one round.
 */
public record ReplayedShares() implements CoordinatorAttack {
    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        return Optional.of(Replay.of(victim));
    }
}
