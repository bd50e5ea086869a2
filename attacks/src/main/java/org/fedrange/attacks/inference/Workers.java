package org.fedrange.attacks.inference;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Carries out independent pieces of work, on as many cores as it likes. */
@FunctionalInterface
public interface Workers {

    /** The results of pieces 0 to {@code count - 1}, in their order. */
    <T> List<T> results(int count, IntFunction<T> piece);

    /** One piece after another. */
    static Workers one() {
        return new Workers() {
            @Override
            public <T> List<T> results(int count, IntFunction<T> piece) {
                return IntStream.range(0, count).mapToObj(piece).toList();
            }
        };
    }
}
