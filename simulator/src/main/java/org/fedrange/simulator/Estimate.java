package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** What somebody expects of a number, in three points. */
public record Estimate(
        @Parameter(value = "the least it can be", min = 0, max = 1e15) double least,
        @Parameter(value = "what it most likely is", min = 0, max = 1e15) double likely,
        @Parameter(value = "the most it can be", above = 0, max = 1e15) double most) {
    public Estimate {
        Parameters.check(Estimate.class, least, likely, most);
        if (least > likely || likely > most || least == most) {
            throw new IllegalArgumentException("least, likely and most must not fall, and least must be below most, got " + least + ", " + likely + ", " + most);
        }
    }
}
