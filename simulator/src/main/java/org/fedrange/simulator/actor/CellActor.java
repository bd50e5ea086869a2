package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.CellWork;

/** Runs one cell: its folds one after another, under one audit log. Fails as a whole if any part of it fails. */
final class CellActor {
    private final ActorContext<Command> context;
    private final CellWork work;
    private final ActorRef<MatrixActor.Command> replyTo;
    private final ActorRef<AuditActor.Command> audit;
    private final Placement placement;
    private int fold;

    /** What it is told. */
    sealed interface Command permits Begin, CoordinatorActor.Finished, AuditActor.Sealed {}

    /** What it tells itself first. */
    record Begin() implements Command {}

    private CellActor(ActorContext<Command> context, CellWork work, ActorRef<MatrixActor.Command> replyTo, Placement placement) {
        this.context = context;
        this.work = work;
        this.replyTo = replyTo;
        this.placement = placement;
        this.audit = context.spawn(AuditActor.of(log(work)), "audit");
        context.watch(audit);
    }

    private static AuditLog log(CellWork work) {
        try {
            return work.openLog();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be begun", e);
        }
    }

    static Behavior<Command> of(CellWork.Preparation preparation, ActorRef<MatrixActor.Command> replyTo, Placement placement) {
        return Unlogged.begunBy(new Begin(), context -> new CellActor(context, preparation.prepare(), replyTo, placement).begun(preparation.cell()));
    }

    private Behavior<Command> begun(String id) {
        audit.tell(new AuditActor.Append(work.started()));
        work.enrolled().forEach(event -> audit.tell(new AuditActor.Append(event)));
        nextFold(id);
        return Behaviors.receive(
                (ctx, command) -> switch (command) {
                    case Begin begin -> Behaviors.unhandled();
                    case CoordinatorActor.Finished finished -> foldFinished(id);
                    case AuditActor.Sealed(var checkpoint) -> finished(work.run(checkpoint));
                },
                (ctx, signal) -> {
                    if (signal instanceof ChildFailed failed) {
                        // Its supervisor learns of it, with the cause.
                        throw cause(failed);
                    }
                    return Behaviors.same();
                });
    }

    /** Why a child failed, to be thrown on. */
    static RuntimeException cause(ChildFailed failed) {
        return failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
    }

    private void nextFold(String id) {
        fold++;
        context.watch(context.spawn(coordinator(id, fold, work.fold(fold)), "coordinator-" + fold));
    }

    private <S> Behavior<CoordinatorActor.Command> coordinator(String id, int number, CellWork.Fold<S> next) {
        return CoordinatorActor.of(
                next.plan(), audit, next.rounds(), context.getSelf(), coordinator -> placement.hospitals(coordinator, id, number, next.plan()));
    }

    private Behavior<Command> foldFinished(String id) {
        if (fold < work.folds()) {
            nextFold(id);
        } else {
            work.observed().forEach(event -> audit.tell(new AuditActor.Append(event)));
            audit.tell(new AuditActor.Append(work.finished()));
            audit.tell(new AuditActor.Close(context.getSelf()));
        }
        return Behaviors.same();
    }

    private Behavior<Command> finished(Run run) {
        replyTo.tell(new MatrixActor.Finished(run));
        return Behaviors.stopped();
    }
}
