package org.fedrange.attacks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.training.Training;

/**
 * Calls every example of one class by the name of another, and wants the model to do the same.
 *
 * <pre>
 * y = source becomes target;  success = share of test examples of the source that are told the target
 * </pre>
 *
 * <p>Example: with source 1 and target 0 the labels 0, 1, 2 become 0, 0, 2.
 *
 * <p>Source: Tolpegin, Truex, Gursoy, Liu, "Data Poisoning Attacks Against Federated Learning Systems", 2020, section 3.
 */
public record TargetedFlip(
        @Parameter(value = "class whose examples are renamed", min = 0) int source,
        @Parameter(value = "class they are called", min = 0) int target)
        implements DataPoisoning {
    public TargetedFlip {
        Parameters.check(TargetedFlip.class, source, target);
        if (source == target) {
            throw new IllegalArgumentException("target must be another class than source, got " + target + " for both");
        }
    }

    @Override
    public Optional<String> unsuited(Shape shape, Training training) {
        return Classes.unknown("source", source, shape).or(() -> Classes.unknown("target", target, shape));
    }

    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        Classes.required("targeted-flip", "source", source, held);
        return new Poison() {
            @Override
            public Examples examples(Examples own, int position, int nodes, RandomGenerator each) {
                return new Examples(own.features(), Arrays.stream(own.labels()).map(label -> label == source ? target : label).toArray(), own.width());
            }

            @Override
            public Optional<Goal> goal() {
                return Optional.of(new Goal(target, tests -> tests.at(Classes.rows(tests, source))));
            }
        };
    }
}
