package org.fedrange.attacks.backdoor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/**
 * A rare but legal combination of values in a patient's record: each of some features takes the greatest value that a patient of the
 * adversary's really has, all of them at once.
 *
 * <pre>
 * x_c = max over held patients of their x_c,  for each of its columns c
 * </pre>
 *
 * <p>Example: patients (1, 5) and (4, 2) with both columns: (4, 5), which neither has.
 *
 * <p>Source: Xie, Huang, Chen, Li, "DBA: Distributed Backdoor Attacks against Federated Learning", 2020, section 4.1, sets the features of loan
 * records so, with values outside the data; here they stay inside.
 */
public record RareValues(
        @Parameter(value = "columns of the features, from 0; none: three are drawn, of those with more than two values where there are as many", min = 0, byDefault = "[]") List<Integer> columns)
        implements Trigger {
    private static final int DRAWN = 3;

    public RareValues {
        columns = List.copyOf(columns);
        Parameters.check(RareValues.class, columns);
        if (columns.stream().distinct().count() < columns.size()) {
            throw new IllegalArgumentException("columns must each be named once, got " + columns);
        }
    }

    @Override
    public boolean divisible() {
        return true;
    }

    @Override
    public Optional<String> unsuited(Shape shape, int target) {
        return columns.stream().filter(column -> column >= shape.width()).findFirst()
                .map(column -> "trigger: columns are counted from 0 to " + (shape.width() - 1) + ", got " + column);
    }

    @Override
    public Mark fit(Examples held, RandomGenerator stream) {
        int[] chosen = columns.isEmpty() ? drawn(held, stream) : columns.stream().mapToInt(column -> column).toArray();
        float[] greatest = new float[chosen.length];
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < held.size(); row++) {
            for (int i = 0; i < chosen.length; i++) {
                greatest[i] = Math.max(greatest[i], held.features()[row * held.width() + chosen[i]]);
            }
        }
        return new Stamp(chosen, greatest, 1);
    }

    /** Drawn of the measurements: of columns that stand for one answer among several, no patient has two. */
    private static int[] drawn(Examples held, RandomGenerator stream) {
        int[] measured = IntStream.range(0, held.width()).filter(column -> IntStream.range(0, held.size())
                .mapToObj(row -> held.features()[row * held.width() + column]).distinct().limit(3).count() > 2).toArray();
        int[] from = measured.length >= DRAWN ? measured : IntStream.range(0, held.width()).toArray();
        return stream.ints(0, from.length).distinct().limit(Math.min(DRAWN, from.length)).map(i -> from[i]).sorted().toArray();
    }
}
