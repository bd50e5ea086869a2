package org.fedrange.aggregation;

import java.util.List;
import org.fedrange.learning.Parameter;

/** The average of the updates. */
public record Mean(@Parameter(value = "weight each update by its number of examples", byDefault = "true") boolean weighted)
        implements Aggregator {
    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        throw new IllegalStateException("being written");
    }

    @Override
    public Visibility visibility() {
        return Visibility.SUM;
    }
}
