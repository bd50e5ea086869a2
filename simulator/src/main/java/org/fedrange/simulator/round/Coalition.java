package org.fedrange.simulator.round;

import java.util.SortedMap;
import java.util.SortedSet;
import org.fedrange.learning.NodeId;

/** The adversary's mind, one for all Byzantine nodes: answers for them once its view of an exchange is complete. Pure: what it remembers is
 * the coalition it becomes. */
public interface Coalition {

    /** The nodes it owns. */
    SortedSet<NodeId> nodes();

    /** What its nodes send. */
    Move move(Overheard overheard);

    /**
     * All that reaches it in an exchange; the coalition itself keeps to what its declared knowledge allows.
     *
     * @param asked questions that reached its nodes
     * @param own what those of its nodes that hold data would honestly answer
     * @param honest what honest nodes sent, also what the channel then lost
     */
    record Overheard(
            int round, int exchange, SortedMap<NodeId, Question> asked, SortedMap<NodeId, Message> own, SortedMap<NodeId, Message> honest) {}

    /**
     * What it does.
     *
     * @param answers by node; a node that was asked and is missing stays silent
     * @param observation what it had seen
     * @param next the coalition with what it now remembers
     */
    record Move(SortedMap<NodeId, Message> answers, Observation observation, Coalition next) {}
}
