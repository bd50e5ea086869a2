package org.fedrange.simulator.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.Knowledge;
import org.fedrange.attacks.ModelPoisoning;
import org.fedrange.attacks.View;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.Schedule;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Observation;
import org.fedrange.simulator.round.Question;

/**
 * The adversary of a federated run: builds the view its declared knowledge allows, and sends what the attack crafts from it.
 * Outside the schedule, and under attacks on data, its nodes send what they honestly computed.
 *
 * @param nodes its nodes
 * @param attack what they do
 * @param knowledge what it may see
 * @param schedule in which rounds it attacks
 * @param chain the coordinator's stages and rule, shown only to those who know them
 * @param training what goes with a change that is sent
 * @param streams the run's streams
 */
public record Mind(
        SortedSet<NodeId> nodes, Attack attack, Knowledge knowledge, Schedule schedule, Chain chain, Training training, Streams streams)
        implements Coalition {

    @Override
    public Move move(Overheard overheard) {
        List<Update> own = updates(overheard.own());
        List<Update> honest = knowledge.covers(Knowledge.ALL_UPDATES) ? updates(overheard.honest()) : List.of();
        boolean attacks = schedule.attacksIn(overheard.round()) && !(attack instanceof org.fedrange.attacks.None);
        SortedMap<NodeId, Message> answers = new TreeMap<>(overheard.own());
        if (attacks && attack instanceof ModelPoisoning poisoning && !overheard.asked().isEmpty() && !blind(own, honest)) {
            answers.putAll(crafted(poisoning, overheard, own, honest));
        }
        Observation observation =
                new Observation(Kind.of(knowledge), own.size(), honest.size(), digest(own, honest), attacks);
        return new Move(answers, observation);
    }

    /** Whether nothing reached it from which the attack could start, as when every honest node's invitation was lost. */
    private boolean blind(List<Update> own, List<Update> honest) {
        Knowledge needed = own.isEmpty() ? attack.needsWithoutData() : attack.needs();
        return honest.isEmpty() && needed.covers(Knowledge.ALL_UPDATES);
    }

    private SortedMap<NodeId, Message> crafted(
            ModelPoisoning poisoning, Overheard overheard, List<Update> own, List<Update> honest) {
        List<NodeId> asked = List.copyOf(overheard.asked().keySet());
        Question first = overheard.asked().firstEntry().getValue();
        ModelSent sent = (ModelSent) first.body();
        View view = new View(
                overheard.round(), sent.model(), asked, own, honest,
                knowledge.covers(Knowledge.ALL_UPDATES_AND_RULE) ? Optional.of(chain) : Optional.empty());
        List<ParameterVector> vectors = poisoning.craft(view, streams.of("attack", overheard.round(), 0));
        SortedMap<NodeId, Message> answers = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            NodeId node = asked.get(i);
            Update crafted = new Update(node, overheard.round(), vectors.get(i), claimed(node, own, honest));
            answers.put(node, new UpdateSent(crafted.with(training.answer(sent.along(), crafted.change(), crafted.examples()))));
        }
        return answers;
    }

    /** The number of examples a Byzantine node claims: its own, or without data the mean of what it sees, not to stand out. */
    private static int claimed(NodeId node, List<Update> own, List<Update> honest) {
        return own.stream().filter(update -> update.node().equals(node)).findFirst().map(Update::examples)
                .orElseGet(() -> (int) Math.round(honest.stream().mapToInt(Update::examples).average().orElse(1)));
    }

    private static List<Update> updates(SortedMap<NodeId, Message> messages) {
        List<Update> updates = new ArrayList<>();
        messages.values().forEach(message -> updates.add(((UpdateSent) message).update()));
        return updates;
    }

    private static String digest(List<Update> own, List<Update> honest) {
        MessageDigest sha256 = Sha256.start();
        for (Update update : own) {
            sha256.update(update.change().digest().getBytes(StandardCharsets.US_ASCII));
        }
        for (Update update : honest) {
            sha256.update(update.change().digest().getBytes(StandardCharsets.US_ASCII));
        }
        return Sha256.hex(sha256);
    }
}
