package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.AuditLog.Checkpoint;

/**
 * The one writer of a cell's audit log. When it cannot write it stops, and whoever watches it ends the run: no audit, no run.
 */
final class AuditActor {
    private AuditActor() {}

    /** What it is told. */
    sealed interface Command {}

    /** Append an event. */
    record Append(AuditEvent event) implements Command {}

    /** Seal what was appended, and say so. */
    record Seal(ActorRef<? super Sealed> replyTo) implements Command {}

    /** Seal, close the files, say so, and stop. */
    record Close(ActorRef<? super Sealed> replyTo) implements Command {}

    /** The log stands at this checkpoint. */
    record Sealed(Checkpoint checkpoint) implements CoordinatorActor.Command, CellActor.Command {}

    static Behavior<Command> of(AuditLog log) {
        return Unlogged.of(Behaviors.receiveMessage(command -> {
            try {
                return switch (command) {
                    case Append(AuditEvent event) -> {
                        log.append(event);
                        yield Behaviors.same();
                    }
                    case Seal(var replyTo) -> {
                        replyTo.tell(new Sealed(log.seal()));
                        yield Behaviors.same();
                    }
                    case Close(var replyTo) -> {
                        Checkpoint last = log.seal();
                        log.close();
                        replyTo.tell(new Sealed(last));
                        yield Behaviors.stopped();
                    }
                };
            } catch (IOException e) {
                throw new UncheckedIOException("the audit log cannot be written", e);
            }
        }));
    }
}
