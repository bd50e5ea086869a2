package org.fedrange.simulator.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.channel.Carrier;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.ComputeTime;
import org.fedrange.simulator.channel.Fate;
import org.fedrange.simulator.fault.Copy;
import org.fedrange.simulator.fault.Faults;

/**
 * Everything a driver needs to carry a federation through its rounds. Both drivers carry the same plan to the same result.
 *
 * @param machine the coordinator's protocol
 * @param initial its state before the first round
 * @param participants the nodes that hold data, honest or not
 * @param coalition the adversary; empty where there is none
 * @param world the network, and what goes wrong in it and at the nodes
 * @param rounds number of rounds
 */
public record Plan<S>(
        RoundMachine<S> machine,
        S initial,
        SortedMap<NodeId, Participant> participants,
        Optional<Coalition> coalition,
        World world,
        int rounds) {
    /** Why nothing came from a node whose question was lost. */
    public static final String QUESTION_LOST = "the invitation was lost";

    /** Why nothing came from a node whose answer was lost. */
    public static final String ANSWER_LOST = "the answer was lost";

    /** What a node is marked with that computed more slowly than usual. */
    private static final String SLOW = "straggling";

    /** Why nothing came from a Byzantine node that holds no data and is not attacking. */
    public static final String NOTHING_TO_SEND = "it has no data and does not attack";

    /**
     * What stands between coordinator and nodes.
     *
     * @param carrier the network
     * @param faults what goes wrong
     * @param compute how long nodes compute
     */
    public record World(Carrier carrier, Faults faults, ComputeTime compute) {}

    public Plan {
        participants = Collections.unmodifiableSortedMap(new TreeMap<>(participants));
    }

    /** Whether the adversary owns the node. */
    public boolean byzantine(NodeId node) {
        return coalition.isPresent() && coalition.get().nodes().contains(node);
    }

    /** What becomes of a question. */
    public Arrival ask(Question question) {
        int round = question.round();
        NodeId node = question.node();
        Optional<String> silence = world.faults().silence(round, node);
        if (silence.isPresent()) {
            return new Arrival.Never(new Outcome.Silent(node, question.exchange(), silence.get(), Double.NaN));
        }
        List<Arrived> arrived = carried(Direction.DOWN, question, question.body(), question.sentMillis());
        if (arrived.isEmpty()) {
            return new Arrival.Never(new Outcome.Silent(node, question.exchange(), QUESTION_LOST, Double.NaN));
        }
        Optional<String> failure = question.exchange() == failing(round, node) ? world.faults().failure(round, node) : Optional.empty();
        if (failure.isPresent()) {
            return new Arrival.Never(new Outcome.Crashed(node, question.exchange(), failure.get()));
        }
        Arrived first = arrived.getFirst();
        Question heard = new Question(round, question.exchange(), node, first.copy().body(), question.sentMillis());
        return new Arrival.Reached(heard, first.atMillis(), first.copy().faults());
    }

    /** The exchange in which a node fails if it fails in this round. */
    private int failing(int round, NodeId node) {
        int exchanges = machine.protocol().exchanges();
        return exchanges == 1 ? 0 : world.carrier().streams().of("failing exchange", round, node.index()).nextInt(exchanges);
    }

    /** What becomes of an answer, from a question's arrival on: computing takes its time, then it goes up. */
    public Outcome.Resolved answer(Arrival.Reached reached, Message answer, long processed, double trainingLoss) {
        Question question = reached.question();
        double slowdown = world.faults().slowdown(question.round(), question.node());
        double sentMillis = reached.atMillis() + slowdown * world.compute().millis(processed, question.node(), world.carrier().streams());
        List<Arrived> arrived = carried(Direction.UP, question, answer, sentMillis);
        if (arrived.isEmpty()) {
            return new Outcome.Silent(question.node(), question.exchange(), ANSWER_LOST, trainingLoss);
        }
        SortedSet<String> faults = new TreeSet<>(reached.faults());
        arrived.forEach(each -> faults.addAll(each.copy().faults()));
        if (slowdown != 1) {
            faults.add(SLOW);
        }
        return new Outcome.Answered(
                question.node(), question.exchange(),
                arrived.stream().map(each -> new Outcome.Delivery(question.node(), question.round(), each.copy().body(), each.atMillis())).toList(),
                trainingLoss, List.copyOf(faults));
    }

    /** A copy of a message as it arrived. */
    private record Arrived(Copy copy, double atMillis) {}

    /** The copies of a message that arrive, in order of their time. */
    private List<Arrived> carried(Direction direction, Question question, Message body, double sentMillis) {
        String leg = direction + " " + question.exchange();
        int round = question.round();
        List<Copy> copies = world.faults().carry(leg, round, question.node(), body);
        List<Arrived> arrived = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = copies.get(i);
            String way = i == 0 ? leg : leg + " copy " + i;
            Fate fate = world.carrier().carry(direction, way, round, question.node().index(), copy.body().bytes(), sentMillis + copy.delayMillis());
            if (fate instanceof Fate.Delivered(double atMillis)) {
                arrived.add(new Arrived(copy, atMillis));
            }
        }
        arrived.sort(Comparator.comparingDouble(Arrived::atMillis));
        return arrived;
    }
}
