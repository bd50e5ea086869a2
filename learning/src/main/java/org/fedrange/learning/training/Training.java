package org.fedrange.learning.training;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * How the federation learns: what a hospital computes in a round, and what the coordinator does with the aggregate.
 *
 * <p>Some trainings keep more than a model: the vectors named by {@link #along} live at the coordinator, go out with the model, and
 * each has a counterpart in every update, which rules combine as they combine the change.
 */
public sealed interface Training permits DistributedSgd, FedAvg, FedProx, PrivateTraining, Scaffold, CustomTraining {

    /** What a hospital remembers between rounds before its first. */
    Memory fresh(Network network);

    /** A hospital's work in one round, on at least one example. A pure function. */
    Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream);

    /** The stream of a hospital's work in a round. */
    default RandomGenerator stream(Streams streams, int round, int node) {
        return streams.of("train", round, node);
    }

    /** Which of a hospital's so many examples its work in a round goes through, drawn from that round's stream as {@link #train} draws. */
    default int[] rows(int examples, RandomGenerator stream) {
        return java.util.stream.IntStream.range(0, examples).toArray();
    }

    /** The global model after a round: the server's step along the aggregate. */
    ParameterVector apply(ParameterVector global, ParameterVector aggregate);

    /** The aggregate that takes the model from {@code before} to {@code after}, where the server takes plain steps. */
    default ParameterVector explaining(ParameterVector before, ParameterVector after) {
        return after.minus(before);
    }

    /** How many vectors of the model's size a hospital remembers between rounds. */
    default int remembered() {
        return 0;
    }

    /** Names, in order, of the vectors sent along with the model; all zero before the first round. */
    default List<String> along() {
        return List.of();
    }

    /** What a hospital remembers once it has read the vectors that came along with the model. */
    default Memory told(Memory memory, SortedMap<String, ParameterVector> along) {
        return memory;
    }

    /**
     * What a node that sends {@code change} sends besides, one vector for each of {@link #along}. It follows from the change as it
     * is sent: a clip, noise or a lie in the change is also in these.
     *
     * @param along what came with the model
     * @param examples number of examples the node declares
     */
    default SortedMap<String, ParameterVector> answer(SortedMap<String, ParameterVector> along, ParameterVector change, int examples) {
        return Collections.emptySortedMap();
    }

    /**
     * What is sent along in the next round.
     *
     * @param along what was sent along in this one
     * @param aggregates the answers, aggregated
     * @param answered how many nodes' answers were aggregated
     * @param nodes how many nodes there are
     */
    default SortedMap<String, ParameterVector> followed(
            SortedMap<String, ParameterVector> along, SortedMap<String, ParameterVector> aggregates, int answered, int nodes) {
        return along;
    }

    /** What a hospital remembers between rounds, such as its momentum. A value. */
    interface Memory {}

    /**
     * What a hospital's work gives.
     *
     * @param change what it sends
     * @param memory what it remembers
     * @param loss mean loss over the batches it saw, before each step
     * @param examples number of examples it holds, FedAvg's weight
     * @param processed number of examples it went through, each as often as it did
     */
    record Local(ParameterVector change, Memory memory, double loss, int examples, long processed) {}
}
