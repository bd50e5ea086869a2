package org.fedrange.simulator.federation;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.optimizer.ServerOptimizer;
import org.fedrange.learning.training.Training;

/**
 * From the aggregate to the next global model, and to what goes along with it.
 *
 * @param training what the aggregate means
 * @param optimizer the step along what the training proposes
 * @param nodes number of nodes there are, invited or not
 */
public record ServerStep(Training training, ServerOptimizer optimizer, int nodes) {

    /** What is remembered before the first round. */
    Server fresh(ParameterVector initial, Chain chain) {
        SortedMap<String, ParameterVector> along = new TreeMap<>();
        SortedMap<String, Chain.Memory> chains = new TreeMap<>();
        for (String name : training.along()) {
            along.put(name, initial.scaled(0));
            chains.put(name, chain.fresh());
        }
        return new Server(along, chains, optimizer.fresh(initial));
    }

    /** The next model. */
    ServerOptimizer.Step step(Server server, ParameterVector model, ParameterVector aggregate) {
        return optimizer.step(server.optimizer(), model, training.apply(model, aggregate));
    }

    /**
     * What is remembered after a round: stages and rule combine each named vector by itself, with the draws they made for the change.
     *
     * @param context gives a new context of the round for a vector's name
     * @param stepped what the optimiser remembers
     */
    Server next(Server server, Chain chain, Function<String, Context> context, List<Update> updates, ServerOptimizer.Memory stepped) {
        SortedMap<String, ParameterVector> aggregates = new TreeMap<>();
        SortedMap<String, Chain.Memory> chains = new TreeMap<>();
        server.chains().forEach((name, memory) -> {
            Aggregator.Result result = chain.apply(context.apply(name), memory, updates.stream().map(update -> only(update, name)).toList());
            aggregates.put(name, result.vector());
            chains.put(name, (Chain.Memory) result.state());
        });
        return new Server(training.followed(server.along(), aggregates, updates.size(), nodes), chains, stepped);
    }

    /** An update whose vector to combine is one that goes with its change. */
    private static Update only(Update update, String name) {
        return new Update(update.node(), update.round(), Objects.requireNonNull(update.payload().get(name)), update.examples());
    }
}
