package org.fedrange.simulator.federation;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Observation;
import org.fedrange.simulator.round.Question;

/**
 * The adversary under secure aggregation: its nodes follow the protocol, since what is not masked is refused, and put what the attack
 * crafts under their masks. What it sees of others' updates is what its declared knowledge says, as without secure aggregation: an
 * adversary that knows all updates has them from elsewhere, not from the masked messages.
 *
 * @param mind the adversary
 */
public record MaskedMind(Alliance mind) implements Coalition {
    @Override
    public SortedSet<NodeId> nodes() {
        return mind.nodes();
    }

    @Override
    public Move move(Overheard overheard) {
        if (overheard.exchange() != MaskedAggregation.MASKED_INPUT) {
            return new Move(overheard.own(), new Observation(mind.knowledge(), 0, 0, Sha256.hex(new byte[0]), false), this);
        }
        SortedMap<NodeId, Question> asked = new TreeMap<>();
        overheard.asked().forEach((node, question) -> asked.put(node, new Question(
                question.round(), question.exchange(), node, new ModelSent(((ModelAndShares) question.body()).model()), question.sentMillis())));
        Move move = mind.move(new Overheard(overheard.round(), overheard.exchange(), asked, updates(overheard.own()), updates(overheard.honest())));
        SortedMap<NodeId, Message> answers = new TreeMap<>();
        move.answers().forEach((node, answer) -> {
            if (overheard.own().get(node) instanceof MaskedSent masked) {
                answers.put(node, masked.replaced(((UpdateSent) answer).update()));
            }
        });
        return new Move(answers, move.observation(), new MaskedMind((Alliance) move.next()));
    }

    private static SortedMap<NodeId, Message> updates(SortedMap<NodeId, Message> messages) {
        SortedMap<NodeId, Message> updates = new TreeMap<>();
        messages.forEach((node, message) -> {
            if (message instanceof MaskedSent masked) {
                masked.update().ifPresent(update -> updates.put(node, new UpdateSent(update)));
            }
        });
        return updates;
    }
}
