package org.fedrange.simulator.round;

/** A node that answers questions: immutable, so that what it remembers is the participant it becomes. */
public interface Participant {

    /** Computes the answer to a question. A pure function. */
    Reaction react(Question question);

    /**
     * An answer.
     *
     * @param next the participant with what it now remembers
     * @param answer what it sends
     * @param trainingLoss its local loss; NaN where it did not train
     * @param processed number of examples it went through, which takes its time
     */
    record Reaction(Participant next, Message answer, double trainingLoss, long processed) {}
}
