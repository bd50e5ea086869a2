package org.fedrange.attacks;

import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;

/**
 * A coordinator sends the model to one hospital and to all others another, on which no gradient flows: biases so low that the last hidden units never fire. Their
 * updates vanish but for the biases of the output, and the sum is the one hospital's update. Stopped by hospitals that bind their keys to the model ({@code model-bound}).
 *
 * <p>Example: 9 hospitals: 8 updates are zero in all but the output's biases, and 9 times the mean is the update in all others.
 *
 * <p>Source: Pasquini, Francati, Ateniese, "Eluding Secure Aggregation in Federated Learning via Model Inconsistency", 2022, section 4, gradient suppression.
 */
public record ModelInconsistency() implements CoordinatorAttack {
    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        return Optional.empty();
    }

    @Override
    public boolean sendsAnotherModel() {
        return true;
    }
}
