package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;

/**
 * Tells from which hospital a known record comes: the one whose own model predicts it best.
 *
 * <pre>
 * source of x = the node k with the largest p_k[label of x],  p_k the model that k's update alone would make of the global one
 * </pre>
 *
 * <p>Under secure aggregation the nodes of a group have one sum between them: of those it draws one, and finds the right one as often as chance does.
 *
 * <p>Example: hospitals A and B, whose models give a record 0.8 and 0.6: A. In a sum over A and B: either, with probability 1/2.
 *
 * <p>Source: Hu, Salcic, Sun, Dobbie, Zhang, "Source Inference Attacks in Federated Learning", 2021.
 */
public record SourceInference(
        @Parameter(value = "round whose updates are attacked", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates whose records are asked about, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "10")
                int targets)
        implements UpdateInference {
    public SourceInference {
        Parameters.check(SourceInference.class, round, targets);
    }

    /**
     * For each candidate the node it is said to come from.
     *
     * @param seen all contributions of the round, at least one
     */
    public List<NodeId> sources(View view, List<Contribution> seen, Examples candidates, RandomGenerator stream) {
        double[][] confidences = seen.stream()
                .map(its -> Confidence.of(view.task(), alone(view, its), candidates)).toArray(double[][]::new);
        List<NodeId> sources = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            int best = 0;
            for (int k = 1; k < confidences.length; k++) {
                best = confidences[k][i] > confidences[best][i] ? k : best;
            }
            List<NodeId> group = seen.get(best).nodes();
            sources.add(group.get(stream.nextInt(group.size())));
        }
        return sources;
    }

    /** The model that a contribution alone would make of the one it started from. */
    private static FloatVector alone(View view, Contribution seen) {
        return (FloatVector) view.task().training().apply(seen.model(), seen.change());
    }
}
