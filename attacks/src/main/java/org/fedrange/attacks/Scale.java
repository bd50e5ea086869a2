package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Each node sends its own update enlarged, so that the mean becomes what one node wants: model replacement. A node without data takes the mean
 * of what the adversary sees.
 *
 * <pre>
 * a_i = factor x_i
 * </pre>
 *
 * <p>Example: x = (1, -2) with factor 10 becomes (10, -20): among ten nodes the mean moves by as much as x itself.
 *
 * <p>Source: Bagdasaryan, Veit, Hua, Estrin, Shmatikov, "How To Backdoor Federated Learning", 2020, section 4.2, where the factor is the number
 * of nodes over the server's learning rate.
 */
public record Scale(@Parameter(value = "what the update is multiplied by", above = 0, byDefault = "10") double factor) implements ModelPoisoning {
    public Scale {
        Parameters.check(Scale.class, factor);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return view.startingPoints().stream().map(point -> point.scaled(factor)).toList();
    }
}
