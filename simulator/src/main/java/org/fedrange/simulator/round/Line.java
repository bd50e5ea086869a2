package org.fedrange.simulator.round;

import java.util.List;

/**
 * The line between the coordinator and each node: in what form a message is on it, what an adversary on it does, and what its receiver
 * believes. A function of the message and its leg, but for what the adversary recorded of earlier rounds.
 */
public interface Line {
    /** A line on which messages are believed as they come, and nobody sits: nothing is encoded. */
    Line OPEN = new Line() {
        @Override
        public Message sent(Leg leg, Message body) {
            return body;
        }

        @Override
        public Passing passing(Leg leg, Message onWire) {
            return new Passing(List.of(), List.of(onWire), 0, List.of());
        }

        @Override
        public List<Taken> taken(Leg leg, List<Message> arrived) {
            return arrived.stream().map(message -> new Taken(message, "")).toList();
        }
    };

    /** The message as it is on the wire. */
    Message sent(Leg leg, Message body);

    /** What an adversary on the line makes of it. */
    Passing passing(Leg leg, Message onWire);

    /** What a receiver makes of all that arrived on a leg, in order of arrival: for each the message, or a {@link Refused} in its place. */
    List<Taken> taken(Leg leg, List<Message> arrived);

    /**
     * What goes on along the line.
     *
     * @param ahead what an adversary sends itself, before what it lets pass
     * @param passed what it lets pass of the message, changed or not: one, or none
     * @param laterMillis how much later than by itself
     * @param attempts what it tried of which the outcome is known already
     */
    record Passing(List<Message> ahead, List<Message> passed, double laterMillis, List<Attempt> attempts) {
        public Passing {
            ahead = List.copyOf(ahead);
            passed = List.copyOf(passed);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * A message as its receiver takes it.
     *
     * @param body the message; a {@link Refused} where the receiver does not believe it
     * @param attempt the kind of the attack that made or changed it; empty where none did
     */
    record Taken(Message body, String attempt) {}
}
