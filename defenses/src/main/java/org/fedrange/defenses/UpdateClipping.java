package org.fedrange.defenses;

import java.util.Map;
import java.util.TreeMap;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Each honest hospital scales down an update that is longer than a bound before sending it.
 *
 * <pre>
 * x becomes x min(1, clippingNorm / ||x||)
 * </pre>
 *
 * <p>Example: (3, 4) has norm 5; with clippingNorm 1 it becomes (0.6, 0.8).
 *
 * <p>It binds honest hospitals only: a bound on what the adversary sends is the stage {@code clipping} at the coordinator.
 *
 * <p>Source: McMahan, Ramage, Talwar, Zhang, "Learning Differentially Private Recurrent Language Models", 2018.
 */
public record UpdateClipping(@Parameter(value = "largest Euclidean norm sent", above = 0) double clippingNorm) implements Defense {
    public UpdateClipping {
        Parameters.check(UpdateClipping.class, clippingNorm);
    }

    @Override
    public Outcome<Update> onUpdate(Context context, Update update) {
        double norm = update.change().norm();
        Update sent = norm > clippingNorm ? update.withChange(update.change().scaled(clippingNorm / norm)) : update;
        return new Outcome<>(sent, new TreeMap<>(Map.of("normBefore", norm)));
    }
}
