package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** Which figure of an observer counts as a success, declared beforehand in the place of what {@link Study.Risk#learned} says of all. */
public record DeclaredLeak(
        @Parameter("kind of the observer, such as lira") String inference,
        @Parameter("its figure, as leakage.csv names it, such as tprAtFpr0.01") String figure,
        @Parameter(value = "value of the figure from which the observer has succeeded", above = 0, max = 1) double from) {
    public DeclaredLeak {
        Parameters.check(DeclaredLeak.class, inference, figure, from);
    }
}
