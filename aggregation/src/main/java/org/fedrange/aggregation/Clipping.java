package org.fedrange.aggregation;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** Scales down each update that is longer than a bound. */
public record Clipping(@Parameter(value = "largest Euclidean norm left alone", above = 0) double clippingNorm) implements Stage {
    public Clipping {
        Parameters.check(Clipping.class, clippingNorm);
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        throw new IllegalStateException("being written");
    }
}
