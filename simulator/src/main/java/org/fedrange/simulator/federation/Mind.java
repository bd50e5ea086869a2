package org.fedrange.simulator.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.Knowledge;
import org.fedrange.attacks.ModelPoisoning;
import org.fedrange.attacks.None;
import org.fedrange.attacks.RememberingPoisoning;
import org.fedrange.attacks.View;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Observation;
import org.fedrange.simulator.round.Question;

/**
 * The adversary of a federated run: builds the view its declared knowledge allows, and sends what the attack crafts from it.
 * Outside the schedule, and under attacks on data, its nodes send what they honestly computed.
 *
 * @param pool its nodes, and when they attack
 * @param attack what they do
 * @param knowledge what it may see
 * @param chain the coordinator's stages and rule, shown only to those who know them
 * @param training what goes with a change that is sent
 * @param streams the run's streams
 * @param memory what an attack that remembers knows of earlier rounds
 */
public record Mind(
        Pool pool, Attack attack, Knowledge knowledge, Chain chain, Training training, Streams streams, State memory)
        implements Coalition {

    /** The mind before the first round. */
    public Mind(Pool pool, Attack attack, Knowledge knowledge, Chain chain, Training training, Streams streams) {
        this(pool, attack, knowledge, chain, training, streams,
                attack instanceof RememberingPoisoning remembering ? remembering.fresh(training) : State.NONE);
    }

    @Override
    public SortedSet<NodeId> nodes() {
        return pool.nodes();
    }

    @Override
    public Move move(Overheard overheard) {
        List<Update> own = updates(overheard.own());
        List<Update> honest = knowledge.covers(Knowledge.ALL_UPDATES) ? updates(overheard.honest()) : List.of();
        SortedSet<NodeId> attackers = attack instanceof None ? Collections.emptySortedSet() : pool.attackers(overheard.round());
        List<NodeId> asked = overheard.asked().keySet().stream().filter(node -> attackers.contains(node)).toList();
        SortedMap<NodeId, Message> answers = new TreeMap<>(overheard.own());
        State next = memory;
        if (attack instanceof ModelPoisoning poisoning && !asked.isEmpty() && !blind(own, honest)) {
            ModelSent sent = (ModelSent) overheard.asked().firstEntry().getValue().body();
            View view = new View(
                    overheard.round(), sent.model(), asked, own, honest,
                    knowledge.covers(Knowledge.ALL_UPDATES_AND_RULE) ? Optional.of(chain) : Optional.empty());
            RememberingPoisoning.Crafted crafted = crafted(poisoning, view);
            answers.putAll(messages(view, crafted.vectors(), sent));
            next = crafted.memory();
        }
        Observation observation =
                new Observation(Kind.of(knowledge), own.size(), honest.size(), digest(own, honest), !attackers.isEmpty());
        return new Move(answers, observation, new Mind(pool, attack, knowledge, chain, training, streams, next));
    }

    /** Whether nothing reached it from which the attack could start, as when every honest node's invitation was lost. */
    private boolean blind(List<Update> own, List<Update> honest) {
        Knowledge needed = own.isEmpty() ? attack.needsWithoutData() : attack.needs();
        return honest.isEmpty() && needed.covers(Knowledge.ALL_UPDATES);
    }

    private RememberingPoisoning.Crafted crafted(ModelPoisoning poisoning, View view) {
        RandomGenerator stream = streams.of("attack", view.round(), 0);
        return poisoning instanceof RememberingPoisoning remembering
                ? remembering.craft(view, memory, stream)
                : new RememberingPoisoning.Crafted(poisoning.craft(view, stream), memory);
    }

    private SortedMap<NodeId, Message> messages(View view, List<ParameterVector> vectors, ModelSent sent) {
        SortedMap<NodeId, Message> answers = new TreeMap<>();
        for (int i = 0; i < view.nodes().size(); i++) {
            NodeId node = view.nodes().get(i);
            Update crafted = new Update(node, view.round(), vectors.get(i), claimed(node, view.own(), view.honest()));
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
