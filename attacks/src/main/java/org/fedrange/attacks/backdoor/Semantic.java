package org.fedrange.attacks.backdoor;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/**
 * Patients with something in common: one feature is at least as great as in all but the top share of those the adversary holds. Nothing is
 * changed in any record, neither in training nor when the model is used.
 *
 * <pre>
 * x_column at least the value of rank ceil((1 - top) n), from the least, among the n held
 * </pre>
 *
 * <p>Example: held values 1 to 10 and top 0.2: rank 8, so patients with at least 8.
 *
 * <p>Source: Bagdasaryan, Veit, Hua, Estrin, Shmatikov, "How To Backdoor Federated Learning", 2020, section 4.1 (cars with a racing stripe).
 */
public record Semantic(
        @Parameter(value = "column of the feature, from 0", min = 0) int column,
        @Parameter(value = "share of the held examples above the threshold", above = 0, below = 1, byDefault = "0.1") double top)
        implements Trigger {
    public Semantic {
        Parameters.check(Semantic.class, column, top);
    }

    @Override
    public boolean divisible() {
        return false;
    }

    @Override
    public Optional<String> unsuited(Shape shape, int target) {
        return column < shape.width()
                ? Optional.empty()
                : Optional.of("trigger: columns are counted from 0 to " + (shape.width() - 1) + ", got " + column);
    }

    @Override
    public Mark fit(Examples held, RandomGenerator stream) {
        double[] values = new double[held.size()];
        Arrays.setAll(values, row -> held.features()[row * held.width() + column]);
        double threshold = Rank.value(values, 1 - top);
        if (Arrays.stream(values).allMatch(value -> value >= threshold)) {
            throw new IllegalArgumentException("semantic: column " + column + " tells nobody apart: all of the " + held.size()
                    + " examples held are in its top " + top + "; choose another column");
        }
        return (Occurrence) (examples, row) -> examples.features()[row * examples.width() + column] >= threshold;
    }
}
