package org.fedrange.simulator.run;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * Whom an attack on membership is asked about: the same for all attacks of a fold, of which those that ask about fewer take the first.
 *
 * @param members examples of honest hospitals that the models are trained on
 * @param others examples they are not trained on
 */
record Candidates(Examples members, Examples others) {

    /** Members and others, at most half of so many of each, drawn. */
    static Candidates drawn(Examples trained, Examples tested, int most, Streams streams) {
        return new Candidates(drawn("members", trained, most / 2, streams), drawn("others", tested, most / 2, streams));
    }

    static Examples drawn(String purpose, Examples all, int most, Streams streams) {
        RandomGenerator stream = streams.of("candidates " + purpose);
        int[] rows = IntStream.range(0, all.size()).toArray();
        int count = Math.min(rows.length, most);
        for (int i = 0; i < count; i++) {
            int j = stream.nextInt(i, rows.length);
            int held = rows[i];
            rows[i] = rows[j];
            rows[j] = held;
        }
        return all.at(Arrays.copyOf(rows, count));
    }

    /** Members first, then others. */
    Examples all() {
        return Examples.joined(List.of(members, others));
    }
}
