package org.fedrange.simulator.federation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Chain;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.optimizer.ServerOptimizer;

/**
 * What the coordinator's side of the training remembers between rounds besides the model; as a value, so that a round that fails
 * leaves it as it was.
 *
 * @param along the vectors that the training sends along with the model, by name
 * @param chains what stages and rule remember of each of them
 * @param optimizer what the server optimiser remembers
 */
public record Server(
        SortedMap<String, ParameterVector> along, SortedMap<String, Chain.Memory> chains, ServerOptimizer.Memory optimizer) {
    public Server {
        along = Collections.unmodifiableSortedMap(new TreeMap<>(along));
        chains = Collections.unmodifiableSortedMap(new TreeMap<>(chains));
    }
}
