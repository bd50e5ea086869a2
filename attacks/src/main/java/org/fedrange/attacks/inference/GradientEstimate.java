package org.fedrange.attacks.inference;

import java.util.Optional;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.training.CustomTraining;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.DpFtrl;
import org.fedrange.learning.training.DpSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.FedProx;
import org.fedrange.learning.training.Scaffold;

/**
 * The mean gradient behind a contribution, as far as its training tells.
 *
 * <pre>
 * distributed-sgd:             g = (m_t - momentum m_(t-1)) / (1 - momentum),  m_(t-1) the same nodes' contribution of the round before
 * local steps, K of them:      g = -change / (K learningRate) - weightDecay w
 * </pre>
 *
 * <p>Exact for distributed-sgd, and for one local step; for more the mean of gradients along the way. Without the round before, older gradients
 * stay mixed in. Momentum within local steps only stretches the estimate.
 *
 * <p>Example: momentum 0.9, sent 0.1 and then 0.29: the second gradient is (0.29 - 0.09) / 0.1 = 2.
 */
final class GradientEstimate {
    private GradientEstimate() {}

    static FloatVector of(View view, Contribution seen) {
        Task task = view.task();
        int examples = seen.nodes().isEmpty() ? seen.examples() : seen.examples() / seen.nodes().size();
        int steps = task.steps(examples);
        return (FloatVector) switch (task.training()) {
            case DistributedSgd its -> withoutMomentum(its.momentum(), view.before(seen), seen);
            case FedAvg its -> descended(seen, steps, its.learningRate(), its.weightDecay());
            case FedProx its -> descended(seen, steps, its.learningRate(), its.weightDecay());
            case Scaffold its -> descended(seen, steps, its.learningRate(), its.weightDecay());
            case DpFtrl its -> descended(seen, its.localSteps(), its.learningRate(), 0);
            case DpSgd its -> descended(seen, its.localSteps(), its.learningRate(), 0);
            case CustomTraining its -> seen.change();
        };
    }

    private static ParameterVector withoutMomentum(double momentum, Optional<Contribution> before, Contribution seen) {
        double factor = 1 / (1 - momentum);
        return before.map(its -> seen.change().combined(factor, -momentum * factor, its.change())).orElseGet(() -> seen.change().scaled(factor));
    }

    private static ParameterVector descended(Contribution seen, int steps, double learningRate, double weightDecay) {
        return seen.change().combined(-1 / (steps * learningRate), -weightDecay, seen.model());
    }
}
