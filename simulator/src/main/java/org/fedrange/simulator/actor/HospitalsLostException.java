package org.fedrange.simulator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import java.io.Serial;

/** Hospitals on another machine are lost: nobody's mistake, so it is said in a sentence and not in the log. */
public final class HospitalsLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The sentence. */
    public HospitalsLostException(String sentence) {
        super(sentence, null, false, false);
    }

    /** The same behavior, which ends by this without a word. */
    public static <T> Behavior<T> unlogged(Behavior<T> behavior) {
        return Behaviors.supervise(behavior).onFailure(HospitalsLostException.class, SupervisorStrategy.stop().withLoggingEnabled(false));
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the sentence says it all
    public String toString() {
        return String.valueOf(getMessage());
    }
}
