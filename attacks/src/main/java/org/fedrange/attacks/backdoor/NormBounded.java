package org.fedrange.attacks.backdoor;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Keeps the update within a ball, below what a coordinator that looks at norms would notice.
 *
 * <pre>
 * sent = d min(1, norm / |d|)
 * </pre>
 *
 * <p>Example: d = (3, 4) and norm 1: sent = (0.6, 0.8).
 *
 * <p>Source: Sun, Kairouz, Suresh, McMahan, "Can You Really Backdoor Federated Learning?", 2019, section 3; projected once, after the local
 * training, where Wang et al. 2020 also project during it.
 */
public record NormBounded(@Parameter(value = "radius of the ball", above = 0) double norm) implements Delivery {
    public NormBounded {
        Parameters.check(NormBounded.class, norm);
    }

    @Override
    public ParameterVector sent(ParameterVector change) {
        double length = change.norm();
        return length > norm ? change.scaled(norm / length) : change;
    }
}
