package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.SortedMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.Arrival;
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
    private final ActorRef<AuditActor.Command> audit;
    private final ActorRef<Command> self;

    /** What it is told. */
    sealed interface Command permits Carry, Send, HospitalActor.Answered {}

    /**
     * Carry a question to its node.
     *
     * @param clockMillis virtual time at which the round opened
     */
    record Carry(Question question, double clockMillis) implements Command {}

    /** Carry a Byzantine node's answer to the coordinator. */
    record Send(Arrival.Reached reached, Message answer, long processed, double trainingLoss) implements Command {}

    private ChannelActor(
            Plan<?> plan,
            ActorRef<? super CoordinatorActor.Told> coordinator,
            SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals,
            @Nullable ActorRef<AdversaryActor.Command> adversary,
            ActorRef<AuditActor.Command> audit,
            ActorRef<Command> self) {
        this.plan = plan;
        this.coordinator = coordinator;
        this.hospitals = hospitals;
        this.adversary = adversary;
        this.audit = audit;
        this.self = self;
    }

    static Behavior<Command> of(
            Plan<?> plan,
            ActorRef<? super CoordinatorActor.Told> coordinator,
            SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals,
            @Nullable ActorRef<AdversaryActor.Command> adversary,
            ActorRef<AuditActor.Command> audit) {
        return Behaviors.setup(context -> {
            ChannelActor channel = new ChannelActor(plan, coordinator, hospitals, adversary, audit, context.getSelf());
            return Behaviors.receiveMessage(command -> {
                switch (command) {
                    case Carry(Question question, double clockMillis) -> channel.down(question, clockMillis);
                    case Send send -> channel.up(send);
                    case HospitalActor.Answered answered -> channel.heard(answered);
                }
                return Behaviors.same();
            });
        });
    }

    private void down(Question question, double clockMillis) {
        switch (plan.ask(question)) {
            case Arrival.Never(var outcome) -> {
                tell(outcome);
                overhear(new AdversaryActor.Nothing());
            }
            case Arrival.Reached reached -> {
                // Before anything can come of it: the records of an exchange stand in node order, and before its end.
                plan.machine().ledger().received(reached, clockMillis).ifPresent(event -> audit.tell(new AuditActor.Append(event)));
                deliver(reached);
            }
        }
    }

    private void deliver(Arrival.Reached reached) {
        NodeId node = reached.question().node();
        ActorRef<HospitalActor.Ask> hospital = hospitals.get(node);
        if (hospital == null) {
            overhear(new AdversaryActor.Asked(reached));
        } else if (plan.byzantine(node) && adversary != null) {
            hospital.tell(new HospitalActor.Ask(reached, adversary));
        } else {
            hospital.tell(new HospitalActor.Ask(reached, self));
        }
    }

    private void heard(HospitalActor.Answered answered) {
        switch (answered.reply()) {
            case Reply.Crash(Outcome.Crashed crashed) -> {
                tell(crashed);
                overhear(new AdversaryActor.Nothing());
            }
            case Reply.Answer(Participant.Reaction reaction) -> {
                overhear(new AdversaryActor.Overheard(answered.reached().question().node(), reaction.answer()));
                up(new Send(answered.reached(), reaction.answer(), reaction.processed(), reaction.trainingLoss()));
            }
        }
    }

    private void up(Send send) {
        tell(plan.answer(send.reached(), send.answer(), send.processed(), send.trainingLoss()));
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
