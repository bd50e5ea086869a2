package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.DoubleVector;

/** Some of the coordinates of all updates, for rules that look at a few. */
final class DrawnCoordinates {
    private DrawnCoordinates() {}

    /** The updates at {@code many} coordinates drawn without replacement; at all of them, with nothing drawn, where there are no more. */
    static Rows of(List<Update> updates, int many, RandomGenerator stream) {
        int columns = updates.getFirst().change().size();
        if (many >= columns) {
            return Rows.of(updates);
        }
        int[] drawn = drawn(columns, many, stream);
        return Rows.of(updates.stream()
                .map(update -> update.withChange(DoubleVector.of(Arrays.stream(drawn).mapToDouble(k -> update.change().get(k)).toArray())))
                .toList());
    }

    /** Different coordinates, ascending: of those left, each is taken with the chance that keeps all choices equally likely. */
    private static int[] drawn(int columns, int many, RandomGenerator stream) {
        int[] drawn = new int[many];
        int taken = 0;
        for (int k = 0; taken < many; k++) {
            if (stream.nextInt(columns - k) < many - taken) {
                drawn[taken++] = k;
            }
        }
        return drawn;
    }
}
