package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.State;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.training.Training;
import org.jspecify.annotations.Nullable;

/**
 * Takes the model without working for it: sends something that cost nothing, so that the others' work counts less.
 *
 * <pre>
 * none:    a = 0
 * noise:   [a]_k = |d| / sqrt(D) g,   g standard normal, drawn anew for each node and coordinate k of D
 * replay:  a = d
 * d: what, sent by everybody, would have taken the model received last to the one received now; before that 0
 * </pre>
 *
 * <p>Example: the models received are (0, 0) and then (3, 4), under federated averaging: replay sends (3, 4); noise draws with deviation
 * 5 / sqrt 2 = 3.54. Under distributed SGD with learning rate 0.5, where a gradient is sent, replay sends (-6, -8).
 *
 * <p>Source: Lin, Du, Liu, "Free-riders in Federated Learning: Attacks and Defenses", 2019, sections 3 and 4 (delta weights); Fraboni, Vidal,
 * Lorenzi, "Free-rider Attacks on Model Aggregation in Federated Learning", 2021, section 3 (plain and disguised), whose noise shrinks by a
 * schedule of its own and here with the model's steps.
 */
public record FreeRider(@Parameter(value = "what its updates look like", byDefault = "none") Disguise disguise)
        implements RememberingPoisoning, BlindPoisoning {
    public FreeRider {
        Parameters.check(FreeRider.class, disguise);
    }

    /** How the federation learns, and the model received last. */
    private record Seen(Training training, @Nullable ParameterVector model) implements State {}

    @Override
    public State fresh(Training training) {
        return new Seen(training, null);
    }

    @Override
    public Crafted craft(View view, State memory, RandomGenerator stream) {
        Optional<ParameterVector> step = step(view, memory);
        State next = memory instanceof Seen(Training training, var before) ? new Seen(training, view.model()) : memory;
        if (disguise == Disguise.NONE || step.isEmpty()) {
            return new Crafted(Collections.nCopies(view.nodes().size(), view.model().scaled(0)), next);
        }
        ParameterVector last = step.get();
        List<ParameterVector> sent = view.nodes().stream()
                .map(node -> disguise == Disguise.REPLAY ? last : noise(last, stream)).toList();
        return new Crafted(sent, next);
    }

    private static Optional<ParameterVector> step(View view, State memory) {
        return memory instanceof Seen(Training training, var before) && before != null
                ? Optional.of(training.explaining(before, view.model()))
                : Optional.empty();
    }

    private static ParameterVector noise(ParameterVector last, RandomGenerator stream) {
        double deviation = last.norm() / Math.sqrt(Math.max(1, last.size()));
        return last.filled((from, length, block) -> {
            for (int k = 0; k < length; k++) {
                block[k] = deviation * stream.nextGaussian();
            }
        });
    }
}
