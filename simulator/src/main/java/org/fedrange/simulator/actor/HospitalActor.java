package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import org.fedrange.simulator.round.Arrival;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Reply;

/** Carries questions to a participant and its answers to whoever takes them: the channel, or for a Byzantine node the adversary. */
public final class HospitalActor {
    private HospitalActor() {}

    /**
     * A question that reached the node.
     *
     * @param replyTo who takes the answer
     */
    public record Ask(Arrival.Reached reached, ActorRef<? super Answered> replyTo) {}

    /** What came of a question. */
    public record Answered(Arrival.Reached reached, Reply reply) implements ChannelActor.Command, AdversaryActor.Command {}

    /** The actor of a participant. */
    public static Behavior<Ask> of(Participant participant) {
        return Behaviors.receiveMessage(ask -> {
            Reply reply = Reply.of(participant, ask.reached());
            ask.replyTo().tell(new Answered(ask.reached(), reply));
            return switch (reply) {
                case Reply.Answer(Participant.Reaction reaction) -> of(reaction.next());
                case Reply.Crash crash -> Behaviors.same();
            };
        });
    }
}
