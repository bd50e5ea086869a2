package org.fedrange.simulator.federation;

import java.util.List;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.Schedule;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Question;

/**
 * A hospital: trains the model it is sent on its own patients and answers with its update. A Byzantine hospital is the same
 * hospital; its adversary decides what is sent, and may have poisoned its examples.
 *
 * @param work what is the same for every hospital of the run
 * @param examples its training examples
 * @param poisoned what it trains on in rounds of an attack on data; the same as {@code examples} where nobody poisons
 * @param defenses hooks it applies before sending; empty for a Byzantine one, which nobody can make apply them
 * @param memory what its training remembers, such as momentum
 */
public record Hospital(Work work, Examples examples, Examples poisoned, List<Defense> defenses, Training.Memory memory)
        implements Participant {

    /** What is the same for every hospital of a run. */
    public record Work(Network network, Training training, Schedule poisoning, Streams streams) {}

    /** A hospital before its first round. */
    public Hospital(Work work, Examples examples, Examples poisoned, List<Defense> defenses) {
        this(work, examples, poisoned, List.copyOf(defenses), work.training().fresh(work.network()));
    }

    @Override
    public Reaction react(Question question) {
        int round = question.round();
        int index = question.node().index();
        ParameterVector model = ((ModelSent) question.body()).model();
        Examples mine = work.poisoning().attacksIn(round) ? poisoned : examples;
        Training.Local local = work.training()
                .train(work.network(), model, mine, memory, work.streams().of("train", round, index));
        Update update = new Update(question.node(), round, local.change(), local.examples());
        for (int i = 0; i < defenses.size(); i++) {
            Context context = new Context(round, model, work.streams().of("defense " + i, round, index));
            update = defenses.get(i).onUpdate(context, update).result();
        }
        // The audit log names every update by its digest: computed here, where hospitals run in parallel, and kept in the vector.
        update.change().digest();
        Hospital next = new Hospital(work, examples, poisoned, defenses, local.memory());
        return new Reaction(next, new UpdateSent(update), local.loss(), local.processed());
    }
}
