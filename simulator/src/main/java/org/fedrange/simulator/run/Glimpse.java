package org.fedrange.simulator.run;

import java.util.List;
import java.util.OptionalDouble;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Round;

/**
 * A round that has just ended, for whoever looks on.
 *
 * @param fold the fold, from 1
 * @param soFar the round, added up over the folds that have come so far
 * @param nodes what became of each node in it
 * @param knowledge what the adversary is declared to see; empty without one
 * @param seen how many honest nodes' updates it saw
 * @param epsilon the most that any hospital has spent of privacy; empty where nothing is promised or stated in this round
 */
public record Glimpse(int fold, Round soFar, List<NodeOutcome> nodes, String knowledge, int seen, OptionalDouble epsilon) {
    public Glimpse {
        nodes = List.copyOf(nodes);
    }
}
