package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Every node repeats what one honest node sends: nothing looks odd, and that node's patients count too much.
 *
 * <pre>
 * a = x_victim
 * </pre>
 *
 * <p>Example: honest 1, 2, 3 with victim 0: 1 is sent.
 *
 * <p>Source: Karimireddy, He, Jaggi, "Byzantine-Robust Learning on Heterogeneous Datasets via Bucketing", 2022, section 3.2, with a victim
 * fixed beforehand instead of one chosen in a warm-up.
 */
public record Mimic(
        @Parameter(value = "place of the node repeated among the honest ones that send, in node order, from 0", min = 0, byDefault = "0") int victim)
        implements ModelPoisoning {
    public Mimic {
        Parameters.check(Mimic.class, victim);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public Optional<String> infeasible(int nodes, int byzantine) {
        return victim < nodes - byzantine ? Optional.empty()
                : Optional.of("mimic with victim " + victim + " needs more honest nodes than " + (nodes - byzantine));
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        // Where some stayed silent, the last of those that did not.
        int repeated = Math.min(victim, view.honest().size() - 1);
        return Collections.nCopies(view.nodes().size(), view.honest().get(repeated).change());
    }
}
