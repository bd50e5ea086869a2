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
import java.util.stream.Stream;
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

    /** Why nothing came from a node that did not believe what came as a question; the reason follows. */
    static final String QUESTION_REFUSED = "it refused the invitation: ";
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
     * @param line how messages are protected, and who sits between
     */
    public record World(Carrier carrier, Faults faults, ComputeTime compute, Line line) {
        /** With nothing that protects messages, and nobody who touches them. */
        public World(Carrier carrier, Faults faults, ComputeTime compute) {
            this(carrier, faults, compute, Line.OPEN);
        }
    }

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
        Arrived arrived = carried(new Leg(Direction.DOWN, round, question.exchange(), node), question.body(), question.sentMillis());
        List<Attempt> attempts = new ArrayList<>(arrived.attempts());
        Optional<Came> first = arrived.came().stream().filter(came -> !(came.taken().body() instanceof Refused)).findFirst();
        arrived.came().forEach(came -> came.attempt(Direction.DOWN, node, first).ifPresent(attempts::add));
        if (first.isEmpty()) {
            return new Arrival.Never(new Outcome.Silent(node, question.exchange(), unasked(arrived.came()), Double.NaN, attempts));
        }
        Optional<String> failure = question.exchange() == failing(round, node) ? world.faults().failure(round, node) : Optional.empty();
        if (failure.isPresent()) {
            return new Arrival.Never(new Outcome.Crashed(node, question.exchange(), failure.get(), attempts));
        }
        Question heard = new Question(round, question.exchange(), node, first.get().taken().body(), question.sentMillis());
        return new Arrival.Reached(heard, first.get().atMillis(), first.get().faults(), attempts);
    }

    /** Why a node was not asked anything that it believed. */
    private static String unasked(List<Came> came) {
        return came.isEmpty() ? QUESTION_LOST : QUESTION_REFUSED + ((Refused) came.getFirst().taken().body()).reason();
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
        Arrived arrived = carried(new Leg(Direction.UP, question.round(), question.exchange(), question.node()), answer, sentMillis);
        List<Attempt> attempts = Stream.concat(reached.attempts().stream(), arrived.attempts().stream()).toList();
        if (arrived.came().isEmpty()) {
            return new Outcome.Silent(question.node(), question.exchange(), ANSWER_LOST, trainingLoss, attempts);
        }
        SortedSet<String> faults = new TreeSet<>(reached.faults());
        arrived.came().forEach(each -> faults.addAll(each.faults()));
        if (slowdown != 1) {
            faults.add(SLOW);
        }
        return new Outcome.Answered(
                question.node(), question.exchange(),
                arrived.came().stream()
                        .map(each -> new Outcome.Delivery(question.node(), question.round(), each.taken().body(), each.atMillis(), each.taken().attempt()))
                        .toList(),
                trainingLoss, List.copyOf(faults), attempts);
    }

    /** A message on its way. */
    private record OnWay(Copy copy, double atMillis) {}

    /** A message as its receiver took it. */
    private record Came(Line.Taken taken, double atMillis, List<String> faults) {
        /** What came of the attack that made or changed it; empty where none did. */
        Optional<Attempt> attempt(Direction direction, NodeId node, Optional<Came> first) {
            String reason = taken.body() instanceof Refused refused ? refused.reason() : first.filter(this::equals).isPresent() ? "" : Reception.DUPLICATE;
            return taken.attempt().isEmpty() ? Optional.empty() : Optional.of(new Attempt(taken.attempt(), node, direction, reason));
        }
    }

    /** All that arrived on a leg, in order of time, and what was tried on the line of which the outcome is known. */
    private record Arrived(List<Came> came, List<Attempt> attempts) {}

    private Arrived carried(Leg leg, Message body, double sentMillis) {
        Line.Passing passing = world.line().passing(leg, world.line().sent(leg, body));
        List<OnWay> arrived = new ArrayList<>();
        // Whoever sends from the line itself waits for nothing but the line.
        passing.ahead().forEach(its -> arrived.add(new OnWay(Copy.of(its), sentMillis)));
        for (Message passed : passing.passed()) {
            arrived.addAll(delivered(leg, world.faults().carry(leg.name(), leg.round(), leg.node(), passed), sentMillis + passing.laterMillis()));
        }
        arrived.sort(Comparator.comparingDouble(OnWay::atMillis));
        List<Line.Taken> taken = world.line().taken(leg, arrived.stream().map(each -> each.copy().body()).toList());
        List<Came> came = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            came.add(new Came(taken.get(i), arrived.get(i).atMillis(), arrived.get(i).copy().faults()));
        }
        return new Arrived(came, passing.attempts());
    }

    /** The copies of a message that the network delivers. */
    private List<OnWay> delivered(Leg leg, List<Copy> copies, double sentMillis) {
        List<OnWay> arrived = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = copies.get(i);
            String way = i == 0 ? leg.name() : leg.name() + " copy " + i;
            Fate fate = world.carrier().carry(leg.direction(), way, leg.round(), leg.node().index(), copy.body().bytes(), sentMillis + copy.delayMillis());
            if (fate instanceof Fate.Delivered(double atMillis)) {
                arrived.add(new OnWay(copy, atMillis));
            }
        }
        return arrived;
    }
}
