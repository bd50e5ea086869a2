package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.SortedMap;
import java.util.function.Function;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.Effect;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Phase;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.RoundMachine;
import org.fedrange.simulator.round.RoundReport;
import org.fedrange.simulator.round.Rounds;
import org.jspecify.annotations.Nullable;

/**
 * Runs one federation: performs the round machine's effects with a channel, hospitals and an adversary of its own, and opens
 * the next round once the audit log is sealed. It only carries; each decision is the machine's.
 *
 * @param <S> the protocol's state
 */
final class CoordinatorActor<S> {
    private final Plan<S> plan;
    private final Rounds<S> rounds;
    private final ActorRef<AuditActor.Command> audit;
    private final ActorRef<? super Finished> replyTo;
    private final ActorRef<Command> self;
    private final ActorRef<ChannelActor.Command> channel;
    private final @Nullable ActorRef<AdversaryActor.Command> adversary;
    private Phase<S> phase;
    private @Nullable RoundReport closing;

    /** What it is told. */
    sealed interface Command permits Told, AuditActor.Sealed {}

    /** Something happened. */
    record Told(Outcome outcome) implements Command {}

    /** All rounds are over. */
    record Finished() implements CellActor.Command {}

    private CoordinatorActor(
            ActorContext<Command> context,
            Plan<S> plan,
            ActorRef<AuditActor.Command> audit,
            Rounds<S> rounds,
            ActorRef<? super Finished> replyTo,
            SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals) {
        this.plan = plan;
        this.rounds = rounds;
        this.audit = audit;
        this.replyTo = replyTo;
        this.self = context.getSelf();
        this.phase = plan.machine().begin(plan.initial());
        this.adversary = plan.coalition()
                .map(coalition -> context.spawn(AdversaryActor.of(coalition, self), "adversary"))
                .orElse(null);
        this.channel = context.spawn(ChannelActor.of(plan, self, hospitals, adversary, audit), "channel");
        if (adversary != null) {
            adversary.tell(new AdversaryActor.Meet(channel));
        }
    }

    static <S> Behavior<Command> of(
            Plan<S> plan,
            ActorRef<AuditActor.Command> audit,
            Rounds<S> rounds,
            ActorRef<? super Finished> replyTo,
            Function<ActorContext<?>, SortedMap<NodeId, ActorRef<HospitalActor.Ask>>> hospitals) {
        Outcome opened = new Outcome.Opened(1);
        return Unlogged.begunBy(
                new Told(opened), context -> new CoordinatorActor<>(context, plan, audit, rounds, replyTo, hospitals.apply(context)).begun(opened));
    }

    private Behavior<Command> begun(Outcome opened) {
        step(opened);
        return Behaviors.receive(
                (ctx, command) -> switch (command) {
                    case Told(Outcome outcome) -> {
                        step(outcome);
                        yield Behaviors.same();
                    }
                    case AuditActor.Sealed sealed -> sealed();
                },
                (ctx, signal) -> {
                    if (signal instanceof ChildFailed failed) {
                        // Hospitals on another machine that is lost: without them there is no federation.
                        throw CellActor.cause(failed);
                    }
                    return Behaviors.same();
                });
    }

    private void step(Outcome outcome) {
        RoundMachine.Step<S> step = plan.machine().on(phase, outcome);
        phase = step.phase();
        long asked = step.effects().stream().filter(Effect.Ask.class::isInstance).count();
        if (adversary != null && asked > 0 && phase instanceof Phase.Collecting<S> collecting) {
            adversary.tell(new AdversaryActor.Exchange(collecting.round(), collecting.exchange(), (int) asked));
        }
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Ask(var question) -> channel.tell(new ChannelActor.Carry(question, phase.clockMillis()));
                case Effect.Log(var event) -> audit.tell(new AuditActor.Append(event));
                case Effect.Close(var report) -> {
                    closing = report;
                    audit.tell(new AuditActor.Seal(self));
                }
            }
        }
    }

    private Behavior<Command> sealed() {
        RoundReport report = java.util.Objects.requireNonNull(closing);
        rounds.closed(report, phase.released());
        if (report.round() == plan.rounds()) {
            replyTo.tell(new Finished());
            return Behaviors.stopped();
        }
        step(new Outcome.Opened(report.round() + 1));
        return Behaviors.same();
    }
}
