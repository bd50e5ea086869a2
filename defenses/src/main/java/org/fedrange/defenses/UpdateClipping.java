package org.fedrange.defenses;

import java.util.Map;
import java.util.TreeMap;
import org.fedrange.aggregation.Clipping;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Each honest hospital scales down an update that is longer than a bound before sending it.
 *
 * <pre>
 * sent = x min(1, clippingNorm / ||x||)
 * </pre>
 *
 * <p>Example: (3, 4) has norm 5; with the bound 2 it is sent as (1.2, 1.6), and {@code normBefore} is 5.
 *
 * <p>Source: McMahan, Ramage, Talwar, Zhang, "Learning Differentially Private Recurrent Language Models", 2018, flat and per-layer
 * clipping. {@link Clipping} does the same at the coordinator, where it binds Byzantine nodes, too.
 */
public record UpdateClipping(
        @Parameter(value = "largest Euclidean norm sent", above = 0) double clippingNorm,
        @Parameter(value = "what the bound holds for: flat, the whole update; or per-layer, each layer for itself", byDefault = "flat") ClippingShape clipping)
        implements Defense {
    /** The measurement of how long an update was before it was clipped. */
    public static final String NORM_BEFORE = "normBefore";

    public UpdateClipping {
        Parameters.check(UpdateClipping.class, clippingNorm, clipping);
    }

    @Override
    public Outcome<Update> onUpdate(Context context, Update update) {
        Update sent = update.withChange(Noise.GAUSSIAN.constrain(update.change(), clippingNorm, 0, clipping, context.layers()));
        return new Outcome<>(sent, new TreeMap<>(Map.of(NORM_BEFORE, update.change().norm())));
    }
}
