package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits until the line to another machine takes it, in its order. It becomes a message only then: what waits may be many models.
 *
 * @param <W> what waits
 * @param <M> the message it becomes
 */
final class Backlog<W, M> {
    /** Bytes of a part of a message on the line. */
    private static final int PART = 128 * 1024;
    /** Parts on the way at once. */
    private static final int WINDOW = 32;

    private final Queue<W> waiting = new ArrayDeque<>();
    private final Function<W, M> message;
    private @Nullable ActorRef<M> line;

    Backlog(Function<W, M> message) {
        this.message = message;
    }

    /** How a producer cuts what it sends into parts. */
    static ProducerController.Settings parts(ActorSystem<?> system) {
        return ProducerController.Settings$.MODULE$.create(system).withChunkLargeMessagesBytes(PART);
    }

    /** How many parts a consumer lets come before it has taken the first. */
    static ConsumerController.Settings window(ActorSystem<?> system) {
        return ConsumerController.Settings$.MODULE$.create(system).withFlowControlWindow(WINDOW);
    }

    /** The line takes one message; says whether one went. */
    boolean taken(ActorRef<M> by) {
        line = by;
        return flow();
    }

    /** One more; says whether it went at once. */
    boolean add(W one) {
        waiting.add(one);
        return flow();
    }

    private boolean flow() {
        ActorRef<M> free = line;
        if (free == null || waiting.isEmpty()) {
            return false;
        }
        line = null;
        free.tell(message.apply(waiting.remove()));
        return true;
    }
}
