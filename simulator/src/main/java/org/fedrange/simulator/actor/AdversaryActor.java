package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.Arrival;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Question;
import org.fedrange.simulator.round.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One mind for all Byzantine nodes: gathers what reaches it in an exchange, and when every asked node is accounted for, lets
 * the coalition move and sends its answers.
 */
final class AdversaryActor {
    private Coalition coalition;
    private final ActorRef<? super CoordinatorActor.Told> coordinator;
    private @Nullable ActorRef<ChannelActor.Command> channel;
    private @Nullable Exchange exchange;
    private int accounted;
    private final SortedMap<NodeId, Reached> asked = new TreeMap<>();
    private final SortedMap<NodeId, Message> own = new TreeMap<>();
    private final SortedMap<NodeId, Message> honest = new TreeMap<>();

    /** What it is told. */
    sealed interface Command permits Meet, Exchange, Asked, Overheard, Nothing, HospitalActor.Answered {}

    /** This is the channel through which its nodes send. */
    record Meet(ActorRef<ChannelActor.Command> channel) implements Command {}

    /** An exchange begins, in which so many nodes are asked. */
    record Exchange(int round, int index, int nodes) implements Command {}

    /** A question reached one of its nodes that holds no data. */
    record Asked(Arrival.Reached reached) implements Command {}

    /** An honest node sent this. */
    record Overheard(NodeId node, Message message) implements Command {}

    /** From one of the asked nodes there is nothing to hear. */
    record Nothing() implements Command {}

    /** A question that reached one of its nodes. */
    private record Reached(Arrival.Reached at, long processed, double trainingLoss) {}

    private AdversaryActor(Coalition coalition, ActorRef<? super CoordinatorActor.Told> coordinator) {
        this.coalition = coalition;
        this.coordinator = coordinator;
    }

    static Behavior<Command> of(Coalition coalition, ActorRef<? super CoordinatorActor.Told> coordinator) {
        return Behaviors.setup(context -> {
            AdversaryActor adversary = new AdversaryActor(coalition, coordinator);
            return Behaviors.receiveMessage(command -> {
                adversary.hear(command);
                adversary.moveWhenComplete();
                return Behaviors.same();
            });
        });
    }

    private void hear(Command command) {
        switch (command) {
            case Meet(var theChannel) -> channel = theChannel;
            case Exchange begins -> exchange = begins;
            case Asked(var at) -> reached(at, 0, Double.NaN);
            case HospitalActor.Answered answered -> heard(answered);
            case Overheard(NodeId node, Message message) -> {
                honest.put(node, message);
                accounted++;
            }
            case Nothing() -> accounted++;
        }
    }

    private void heard(HospitalActor.Answered answered) {
        switch (answered.reply()) {
            case Reply.Crash(Outcome.Crashed crashed) -> {
                coordinator.tell(new CoordinatorActor.Told(crashed));
                accounted++;
            }
            case Reply.Answer(Participant.Reaction reaction) -> {
                own.put(answered.reached().question().node(), reaction.answer());
                reached(answered.reached(), reaction.processed(), reaction.trainingLoss());
            }
        }
    }

    private void reached(Arrival.Reached at, long processed, double trainingLoss) {
        asked.put(at.question().node(), new Reached(at, processed, trainingLoss));
        accounted++;
    }

    private void moveWhenComplete() {
        Exchange current = exchange;
        ActorRef<ChannelActor.Command> wire = channel;
        // What is heard may overtake the news that the exchange began: only both together make it complete.
        if (current == null || wire == null || accounted < current.nodes()) {
            return;
        }
        SortedMap<NodeId, Question> questions = new TreeMap<>();
        asked.forEach((node, reached) -> questions.put(node, reached.at().question()));
        Coalition.Move move = coalition.move(new Coalition.Overheard(
                current.round(), current.index(), questions, new TreeMap<>(own), new TreeMap<>(honest)));
        coalition = move.next();
        asked.forEach((node, reached) -> send(wire, node, reached, move.answers().get(node)));
        coordinator.tell(new CoordinatorActor.Told(new Outcome.Observed(current.index(), move.observation())));
        exchange = null;
        accounted = 0;
        asked.clear();
        own.clear();
        honest.clear();
    }

    private void send(ActorRef<ChannelActor.Command> wire, NodeId node, Reached reached, @Nullable Message answer) {
        if (answer == null) {
            coordinator.tell(new CoordinatorActor.Told(
                    new Outcome.Silent(node, reached.at().question().exchange(), Plan.NOTHING_TO_SEND, reached.trainingLoss(), reached.at().attempts())));
        } else {
            wire.tell(new ChannelActor.Send(reached.at(), answer, reached.processed(), reached.trainingLoss()));
        }
    }
}
