package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.CellWork;

/** Runs one cell: its folds one after another, under one audit log. Fails as a whole if any part of it fails. */
final class CellActor {
    private final ActorContext<Command> context;
    private final CellWork work;
    private final ActorRef<MatrixActor.Command> replyTo;
    private final ActorRef<AuditActor.Command> audit;
    private int fold;

    /** What it is told. */
    sealed interface Command permits CoordinatorActor.Finished, AuditActor.Sealed {}

    private CellActor(ActorContext<Command> context, CellWork work, ActorRef<MatrixActor.Command> replyTo) throws IOException {
        this.context = context;
        this.work = work;
        this.replyTo = replyTo;
        this.audit = context.spawn(AuditActor.of(work.openLog()), "audit");
        context.watch(audit);
    }

    static Behavior<Command> of(CellWork.Preparation preparation, ActorRef<MatrixActor.Command> replyTo) {
        return Behaviors.setup(context -> {
            CellActor cell = new CellActor(context, preparation.prepare(), replyTo);
            cell.audit.tell(new AuditActor.Append(cell.work.started()));
            cell.work.enrolled().forEach(event -> cell.audit.tell(new AuditActor.Append(event)));
            cell.nextFold();
            return Behaviors.receive(
                    (ctx, command) -> switch (command) {
                        case CoordinatorActor.Finished finished -> cell.foldFinished();
                        case AuditActor.Sealed(var checkpoint) -> cell.finished(cell.work.run(checkpoint));
                    },
                    (ctx, signal) -> {
                        if (signal instanceof ChildFailed failed) {
                            // Its supervisor learns of it, with the cause.
                            throw new IllegalStateException(failed.getCause());
                        }
                        return Behaviors.same();
                    });
        });
    }

    private void nextFold() {
        fold++;
        context.watch(context.spawn(coordinator(work.fold(fold)), "coordinator-" + fold));
    }

    private <S> Behavior<CoordinatorActor.Command> coordinator(CellWork.Fold<S> next) {
        return CoordinatorActor.of(next.plan(), audit, next.rounds(), context.getSelf());
    }

    private Behavior<Command> foldFinished() {
        if (fold < work.folds()) {
            nextFold();
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
