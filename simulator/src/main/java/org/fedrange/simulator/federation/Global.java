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
 * @param crafted what goes out in this round, or went out in the last one, in its place; empty where it is sent itself
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
        Optional<ParameterVector> crafted,
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
        return new Global(next, crafted, remembered, served, ofRoot, watch, excluded, Optional.empty(), unfinished);
    }

    /** Once defenses have looked at a round's verdicts. */
    Global watched(List<State> states, SortedSet<NodeId> all) {
        return new Global(model, crafted, memory, server, root, states, all, running, unfinished);
    }

    /** Once defenses have finished the model. */
    Global finished(ParameterVector last) {
        return new Global(last, crafted, memory, server, root, watch, excluded, running, Optional.of(model));
    }

    /** With updates taken in. */
    Global taking(Optional<RunningMean> mean) {
        return new Global(model, crafted, memory, server, root, watch, excluded, mean, unfinished);
    }

    /** With what goes out in a round in the place of the model. */
    Global sending(Optional<ParameterVector> instead) {
        return new Global(model, instead, memory, server, root, watch, excluded, running, unfinished);
    }

    /** What hospitals are sent. */
    public ParameterVector sent() {
        return crafted.orElse(model);
    }

    /** After a release that teaches nothing. */
    Global unchanged() {
        return new Global(model, crafted, memory, server, root, watch, excluded, Optional.empty(), unfinished);
    }
}
