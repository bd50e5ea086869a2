package org.fedrange.simulator.run;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fedrange.attacks.inference.Workers;

/** All cores of the machine: pieces of work run side by side, and their results come in order whatever was ready first. */
enum Cores implements Workers {
    /** All of them. */
    ALL;

    @Override
    public <T> List<T> results(int count, IntFunction<T> piece) {
        return IntStream.range(0, count).parallel().mapToObj(piece).toList();
    }
}
