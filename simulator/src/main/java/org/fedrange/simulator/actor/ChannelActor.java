package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.SortedMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.channel.Fate;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Question;
import org.fedrange.simulator.round.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The network: carries questions down and answers up as the plan's carrier decides, tells the coordinator of everything that
 * happened, also of losses, and lets the adversary overhear what honest nodes send.
 */
final class ChannelActor {
    private final Plan<?> plan;
    private final ActorRef<? super CoordinatorActor.Told> coordinator;
    private final SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals;
    private final @Nullable ActorRef<AdversaryActor.Command> adversary;
    private final ActorRef<Command> self;

    /** What it is told. */
    sealed interface Command permits Carry, Send, HospitalActor.Answered {}

    /** Carry a question to its node. */
    record Carry(Question question) implements Command {}

    /** Carry a Byzantine node's answer to the coordinator. */
    record Send(Question question, Message answer, double atMillis, double trainingLoss) implements Command {}

    private ChannelActor(
            Plan<?> plan,
            ActorRef<? super CoordinatorActor.Told> coordinator,
            SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals,
            @Nullable ActorRef<AdversaryActor.Command> adversary,
            ActorRef<Command> self) {
        this.plan = plan;
        this.coordinator = coordinator;
        this.hospitals = hospitals;
        this.adversary = adversary;
        this.self = self;
    }

    static Behavior<Command> of(
            Plan<?> plan,
            ActorRef<? super CoordinatorActor.Told> coordinator,
            SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals,
            @Nullable ActorRef<AdversaryActor.Command> adversary) {
        return Behaviors.setup(context -> {
            ChannelActor channel = new ChannelActor(plan, coordinator, hospitals, adversary, context.getSelf());
            return Behaviors.receiveMessage(command -> {
                switch (command) {
                    case Carry(Question question) -> channel.down(question);
                    case Send send -> channel.up(send);
                    case HospitalActor.Answered answered -> channel.heard(answered);
                }
                return Behaviors.same();
            });
        });
    }

    private void down(Question question) {
        switch (plan.ask(question)) {
            case Fate.Lost() -> {
                tell(new Outcome.Silent(question.node(), question.exchange(), Plan.QUESTION_LOST, Double.NaN));
                overhear(new AdversaryActor.Nothing());
            }
            case Fate.Delivered(double atMillis) -> deliver(question, atMillis);
        }
    }

    private void deliver(Question question, double atMillis) {
        ActorRef<HospitalActor.Ask> hospital = hospitals.get(question.node());
        boolean byzantine = plan.byzantine(question.node());
        if (hospital == null) {
            overhear(new AdversaryActor.Asked(question, atMillis));
        } else if (byzantine && adversary != null) {
            hospital.tell(new HospitalActor.Ask(question, atMillis, adversary));
        } else {
            hospital.tell(new HospitalActor.Ask(question, atMillis, self));
        }
    }

    private void heard(HospitalActor.Answered answered) {
        switch (answered.reply()) {
            case Reply.Crash(Outcome.Crashed crashed) -> {
                tell(crashed);
                overhear(new AdversaryActor.Nothing());
            }
            case Reply.Answer(Participant.Reaction reaction) -> {
                overhear(new AdversaryActor.Overheard(answered.question().node(), reaction.answer()));
                up(new Send(answered.question(), reaction.answer(), answered.atMillis(), reaction.trainingLoss()));
            }
        }
    }

    private void up(Send send) {
        tell(plan.answer(send.question(), send.answer(), send.atMillis(), send.trainingLoss()));
    }

    private void tell(Outcome outcome) {
        coordinator.tell(new CoordinatorActor.Told(outcome));
    }

    private void overhear(AdversaryActor.Command heard) {
        if (adversary != null) {
            adversary.tell(heard);
        }
    }
}
