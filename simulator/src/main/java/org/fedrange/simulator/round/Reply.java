package org.fedrange.simulator.round;


/** What comes of asking a participant: an answer, or a crash, which is an outcome like any other. */
public sealed interface Reply {
    /** It answered. */
    record Answer(Participant.Reaction reaction) implements Reply {}

    /** It failed; it keeps what it remembered before. */
    record Crash(Outcome.Crashed outcome) implements Reply {}

    /** Asks a participant. */
    static Reply of(Participant participant, Arrival.Reached reached) {
        Question question = reached.question();
        try {
            return new Answer(participant.react(question));
        } catch (RuntimeException e) {
            // Whatever a hospital's own code throws is that hospital's crash: the federation goes on without it, in the open.
            return new Crash(new Outcome.Crashed(question.node(), question.exchange(), e.toString(), reached.attempts()));
        }
    }
}
