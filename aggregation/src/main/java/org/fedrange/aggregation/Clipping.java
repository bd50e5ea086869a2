package org.fedrange.aggregation;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Scales down each update that is longer than a bound, to that bound.
 *
 * <pre>
 * y_i = x_i min(1, clippingNorm / ||x_i||)
 * </pre>
 *
 * <p>Example: (3, 4) has norm 5; with the bound 2 it becomes (1.2, 1.6), with the bound 6 it stays.
 *
 * <p>Source: Sun, Kairouz, Suresh, McMahan, "Can You Really Backdoor Federated Learning?", 2019, norm thresholding; the whole
 * update is clipped at once, not layer by layer.
 */
public record Clipping(@Parameter(value = "largest Euclidean norm left alone", above = 0) double clippingNorm) implements Stage {
    public Clipping {
        Parameters.check(Clipping.class, clippingNorm);
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        return new Result(updates.stream().map(update -> update.withChange(clipped(update.change()))).toList(), state);
    }

    @Override
    public boolean single() {
        return true;
    }

    /** The vector, scaled down to the bound if it is longer. */
    public ParameterVector clipped(ParameterVector vector) {
        double norm = vector.norm();
        return norm > clippingNorm ? vector.scaled(clippingNorm / norm) : vector;
    }
}
