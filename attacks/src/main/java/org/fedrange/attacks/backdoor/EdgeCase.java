package org.fedrange.attacks.backdoor;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/**
 * The unusual patients of one class, far from its middle: few honest hospitals hold any, so few updates speak against the back door.
 * Nothing is changed in any record.
 *
 * <pre>
 * y = source and |x - m| at least the value of rank ceil((1 - tail) n) of the n held of the source, m their mean
 * </pre>
 *
 * <p>Example: held distances 1, 2, 3, 4 and 9 with tail 0.2: rank 4, so patients of the class at least 4 from its middle.
 *
 * <p>Source: Wang, Sreenivasan, Rajput, Vishwakarma, Agarwal, Sohn, Lee, Papailiopoulos, "Attack of the Tails: Yes, You Really Can Backdoor
 * Federated Learning", 2020, section 3, with distance from the mean for low density.
 */
public record EdgeCase(
        @Parameter(value = "class whose unusual examples are meant", min = 0) int source,
        @Parameter(value = "share of the held examples of the class that are unusual", above = 0, below = 1, byDefault = "0.1") double tail)
        implements Trigger {
    public EdgeCase {
        Parameters.check(EdgeCase.class, source, tail);
    }

    @Override
    public boolean divisible() {
        return false;
    }

    @Override
    public Optional<String> unsuited(Shape shape, int target) {
        if (source == target) {
            return Optional.of("trigger: source must be another class than the target, got " + source + " for both");
        }
        return source < shape.classes()
                ? Optional.empty()
                : Optional.of("trigger: source must be a class of the data, from 0 to " + (shape.classes() - 1) + ", got " + source);
    }

    @Override
    public Mark fit(Examples held, RandomGenerator stream) {
        int[] rows = IntStream.range(0, held.size()).filter(row -> held.labels()[row] == source).toArray();
        if (rows.length == 0) {
            return (Occurrence) (examples, row) -> false;
        }
        double[] mean = new double[held.width()];
        for (int row : rows) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += held.features()[row * mean.length + c] / (double) rows.length;
            }
        }
        double threshold = Rank.value(Arrays.stream(rows).mapToDouble(row -> distance(held, row, mean)).toArray(), 1 - tail);
        return (Occurrence) (examples, row) -> examples.labels()[row] == source && distance(examples, row, mean) >= threshold;
    }

    private static double distance(Examples examples, int row, double[] mean) {
        double sum = 0;
        for (int c = 0; c < mean.length; c++) {
            double off = examples.features()[row * mean.length + c] - mean[c];
            sum += off * off;
        }
        return Math.sqrt(sum);
    }
}
