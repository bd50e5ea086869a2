package org.fedrange.simulator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Failures of what surrounds the program, such as a full disk or a machine that is gone: whoever runs the cells is told in a sentence, and needs no trace in the log. */
public final class Unlogged {
    private static final SupervisorStrategy STOP = SupervisorStrategy.stop().withLoggingEnabled(false);

    private Unlogged() {}

    /**
     * An actor that is made when it gets its first message, which it sends itself: one that failed before any would end as if it had done its work.
     *
     * @param made from its context, once it has {@code first}
     */
    static <T> Behavior<T> begunBy(T first, Function<ActorContext<T>, Behavior<T>> made) {
        return of(Behaviors.setup(context -> {
            context.getSelf().tell(first);
            return Behaviors.receiveMessage(begun -> made.apply(context));
        }));
    }

    /** The same behavior, which ends by such failures without a word. */
    public static <T> Behavior<T> of(Behavior<T> behavior) {
        Behavior<T> inner = Behaviors.supervise(behavior).onFailure(HospitalsLostException.class, STOP);
        return Behaviors.supervise(inner).onFailure(UncheckedIOException.class, STOP);
    }
}
