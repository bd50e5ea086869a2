package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Each Byzantine node sends the opposite of its own honest update, scaled.
 *
 * <pre>
 * b_i = -scale x_i
 * </pre>
 *
 * <p>A node without data has no update of its own and turns round the mean of what the adversary sees instead.
 *
 * <p>Example: the honest update (1, -2) with scale 5 becomes (-5, 10).
 *
 * <p>Source: Li, Xu, Chen, Giannakis, Ling, "RSA: Byzantine-Robust Stochastic Aggregation Methods", 2019; of the attacker's own
 * update, where others turn round the mean of all.
 */
public record SignFlip(
        @Parameter(value = "length of what is sent, as a multiple of the honest update", above = 0, byDefault = "1") double scale)
        implements ModelPoisoning {
    public SignFlip {
        Parameters.check(SignFlip.class, scale);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return view.nodes().stream().map(node -> start(view, node).scaled(-scale)).toList();
    }

    private static ParameterVector start(View view, NodeId node) {
        Optional<ParameterVector> own =
                view.own().stream().filter(update -> update.node().equals(node)).findFirst().map(Update::change);
        return own.orElseGet(() -> {
            List<Update> seen = view.honest().isEmpty() ? view.own() : view.honest();
            return Honest.vector(new Honest(seen).mean(), view.model());
        });
    }
}
