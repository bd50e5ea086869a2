package org.fedrange.simulator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import java.io.UncheckedIOException;

/** Failures of what surrounds the program, such as a full disk or a machine that is gone: whoever runs the cells is told in a sentence, and needs no trace in the log. */
public final class Unlogged {
    private static final SupervisorStrategy STOP = SupervisorStrategy.stop().withLoggingEnabled(false);

    private Unlogged() {}

    /** The same behavior, which ends by such failures without a word. */
    public static <T> Behavior<T> of(Behavior<T> behavior) {
        Behavior<T> inner = Behaviors.supervise(behavior).onFailure(HospitalsLostException.class, STOP);
        return Behaviors.supervise(inner).onFailure(UncheckedIOException.class, STOP);
    }
}
