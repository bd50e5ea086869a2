package org.fedrange.attacks.backdoor;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Projected gradient descent: keeps the local model within a ball round the model received, during training and at its end, so that a
 * coordinator that looks at norms notices nothing.
 *
 * <pre>
 * before each step  w = global + (w - global) min(1, norm / |w - global|);   sent = d min(1, norm / |d|)
 * </pre>
 *
 * <p>Example: global (0, 0), w = (3, 4) and norm 1: the next step starts from (0.6, 0.8). With distributed SGD, where a node takes no step of
 * its own, only what is sent is drawn back.
 *
 * <p>Source: Wang, Sreenivasan, Rajput, Vishwakarma, Agarwal, Sohn, Lee, Papailiopoulos, "Attack of the Tails: Yes, You Really Can Backdoor
 * Federated Learning", 2020, section 3 (PGD attack), projected at every step; Sun, Kairouz, Suresh, McMahan, "Can You Really Backdoor Federated
 * Learning?", 2019, draw back once.
 */
public record NormBounded(@Parameter(value = "radius of the ball", above = 0) double norm) implements Delivery {
    public NormBounded {
        Parameters.check(NormBounded.class, norm);
    }

    @Override
    public Network network(Network network, FloatVector model, Examples clean) {
        float[] center = model.array();
        return Bent.parameters(network, parameters -> project(parameters, center));
    }

    private void project(float[] parameters, float[] center) {
        double square = 0;
        for (int i = 0; i < center.length; i++) {
            double off = (double) parameters[i] - center[i];
            square += off * off;
        }
        double length = Math.sqrt(square);
        if (length > norm) {
            float kept = (float) (norm / length);
            for (int i = 0; i < center.length; i++) {
                parameters[i] = center[i] + kept * (parameters[i] - center[i]);
            }
        }
    }

    @Override
    public ParameterVector sent(ParameterVector change) {
        double length = change.norm();
        return length > norm ? change.scaled(norm / length) : change;
    }
}
