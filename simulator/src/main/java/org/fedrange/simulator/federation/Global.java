package org.fedrange.simulator.federation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.RunningMean;
import org.fedrange.aggregation.State;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.training.Training;

/**
 * What the coordinator knows between rounds.
 *
 * @param model the global model
 * @param memory what stages and rule remember
 * @param server what the training and the server optimiser remember
 * @param root what its training on examples of its own remembers; empty where it does not train
 * @param watch what each defense remembers of the nodes
 * @param excluded nodes it has shut out
 * @param running the mean of this round's updates so far, where stages and rule take them as they come; empty between rounds
 * @param unfinished the model of the last round before defenses finished it; empty where none does
 */
public record Global(
        ParameterVector model,
        Chain.Memory memory,
        Server server,
        Optional<Training.Memory> root,
        List<State> watch,
        SortedSet<NodeId> excluded,
        Optional<RunningMean> running,
        Optional<ParameterVector> unfinished) {
    public Global {
        watch = List.copyOf(watch);
        excluded = Collections.unmodifiableSortedSet(new TreeSet<>(excluded));
    }

    /** After a release. */
    Global released(ParameterVector next, Chain.Memory remembered, Server served, Optional<Training.Memory> ofRoot) {
        return new Global(next, remembered, served, ofRoot, watch, excluded, Optional.empty(), unfinished);
    }

    /** Once defenses have looked at a round's verdicts. */
    Global watched(List<State> states, SortedSet<NodeId> all) {
        return new Global(model, memory, server, root, states, all, running, unfinished);
    }

    /** Once defenses have finished the model. */
    Global finished(ParameterVector last) {
        return new Global(last, memory, server, root, watch, excluded, running, Optional.of(model));
    }

    /** With updates taken in. */
    Global taking(Optional<RunningMean> mean) {
        return new Global(model, memory, server, root, watch, excluded, mean, unfinished);
    }
}
