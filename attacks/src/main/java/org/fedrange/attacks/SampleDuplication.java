package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.training.Training;

/**
 * Holds the patients of one class many times over: the model leans towards that class, and a rule that weights nodes by their examples
 * gives the node more weight.
 *
 * <pre>
 * each example of the class stands copies times in place of once
 * </pre>
 *
 * <p>Example: labels 0, 1, 1 with label 1 and 3 copies become 0, 1, 1, 1, 1, 1, 1: seven examples in place of three.
 *
 * <p>Source: this project; duplicates are named in NIST AI 100-2 among means of poisoning by availability.
 */
public record SampleDuplication(
        @Parameter(value = "class whose examples are repeated", min = 0, byDefault = "0") int label,
        @Parameter(value = "how often each stands there", min = 2, max = 1000, byDefault = "10") int copies)
        implements DataPoisoning {
    public SampleDuplication {
        Parameters.check(SampleDuplication.class, label, copies);
    }

    @Override
    public Optional<String> unsuited(Shape shape, Training training) {
        return Classes.unknown("label", label, shape);
    }

    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        Classes.required("sample-duplication", "label", label, held);
        return (own, position, nodes, each) -> own.at(IntStream.range(0, own.size())
                .flatMap(row -> IntStream.range(0, own.labels()[row] == label ? copies : 1).map(copy -> row)).toArray());
    }
}
