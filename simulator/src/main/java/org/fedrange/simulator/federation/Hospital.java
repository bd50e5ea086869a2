package org.fedrange.simulator.federation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.Defense;
import org.fedrange.attacks.Poison;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Question;

/**
 * A hospital: trains the model it is sent on its own patients and answers with its update. A Byzantine hospital is the same
 * hospital; its adversary decides what is sent, and may have poisoned its examples.
 *
 * @param work what is the same for every hospital of the run
 * @param examples its training examples
 * @param poisoning what it does in rounds of an attack on data; empty for all others
 * @param defenses hooks it applies before sending; empty for a Byzantine one, which nobody can make apply them
 * @param memory what its training remembers, such as momentum
 */
public record Hospital(Work work, Examples examples, Optional<Poisoning> poisoning, List<Defense> defenses, Training.Memory memory)
        implements Participant {

    /** What is the same for every hospital of a run. */
    public record Work(Network network, Training training, Streams streams) {}

    /**
     * An attack on this hospital's data.
     *
     * @param poison the attack
     * @param examples what it made of the hospital's examples
     * @param pool who attacks in which rounds
     */
    public record Poisoning(Poison poison, Examples examples, Pool pool) {}

    /** A hospital before its first round. */
    public Hospital(Work work, Examples examples, Optional<Poisoning> poisoning, List<Defense> defenses) {
        this(work, examples, poisoning, List.copyOf(defenses), work.training().fresh(work.network()));
    }

    @Override
    public Reaction react(Question question) {
        int round = question.round();
        int index = question.node().index();
        ModelSent sent = (ModelSent) question.body();
        ParameterVector model = sent.model();
        Training.Local local = train(round, question.node(), (FloatVector) model, work.training().told(memory, sent.along()));
        Update update = new Update(question.node(), round, local.change(), local.examples());
        SortedMap<String, Double> measured = new TreeMap<>();
        for (int i = 0; i < defenses.size(); i++) {
            Context context = new Context(round, model, work.network().layers(), work.streams().secret("defense " + i, round, index));
            Defense.Outcome<Update> outcome = defenses.get(i).onUpdate(context, update);
            measured.putAll(outcome.named(Defense.name(defenses, i)));
            update = outcome.result();
        }
        update = update.with(work.training().answer(sent.along(), update.change(), update.examples()));
        // The audit log names every update by its digest: computed here, where hospitals run in parallel, and kept in the vector.
        update.payload().values().forEach(ParameterVector::digest);
        Hospital next = new Hospital(work, examples, poisoning, defenses, local.memory());
        return new Reaction(next, new UpdateSent(update, measured), local.loss(), local.processed());
    }

    private Training.Local train(int round, NodeId node, FloatVector model, Training.Memory memory) {
        RandomGenerator stream = work.training().stream(work.streams(), round, node.index());
        Optional<Poisoning> attack = poisoning.filter(its -> its.pool().attacks(node, round));
        if (attack.isEmpty()) {
            return work.training().train(work.network(), model, examples, memory, stream);
        }
        Poison poison = attack.get().poison();
        Examples mine = poison.examples(attack.get().examples(), work.network(), model);
        Training.Local local = work.training().train(poison.network(work.network(), model, examples), model, mine, memory, stream);
        return new Training.Local(poison.sent(local.change()), local.memory(), local.loss(), local.examples(), local.processed());
    }
}
