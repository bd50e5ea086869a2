package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;

/**
 * What a coordinator who lies does to secure aggregation, to learn the update of one hospital that masks it. It owns no hospital; what hospitals do not do
 * for it, their safeguards decide.
 */
public sealed interface CoordinatorAttack extends Attack permits BothShares, CohortIntersection, FakeHospitals, KeySubstitution, ModelInconsistency, ReplayedShares, SplitSurvivors {

    /**
     * What it does in one sum; empty where it works by the models that it sends.
     *
     * @param victim whose update it wants, by number
     * @param members who takes part in the sum, the victim among them
     * @param stream from which it draws keys
     */
    Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream);

    /** Whether it releases a model twice, the second time without the victim's vector, and takes the difference of the two sums. */
    default boolean releasesTwice() {
        return false;
    }

    /** Whether it sends all but the victim a model on which no gradient flows. */
    default boolean sendsAnotherModel() {
        return false;
    }

    /** How many hospitals collude with the coordinator: they answer whatever it asks. */
    default int colluders() {
        return 0;
    }

    /** Why nothing comes of it in a sum of so many nodes with this threshold, whatever they insist on; empty where something may. */
    default Optional<String> futile(int nodes, int threshold) {
        return Optional.empty();
    }

    @Override
    default boolean ownsNodes() {
        return false;
    }

    @Override
    default Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    default Knowledge needsWithoutData() {
        return Knowledge.OWN;
    }
}
