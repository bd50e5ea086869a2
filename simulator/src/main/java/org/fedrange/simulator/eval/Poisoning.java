package org.fedrange.simulator.eval;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.ModelPoisoning;
import org.fedrange.attacks.View;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.Refusal;

/** What an attack sends for nodes without data that see everything. */
final class Poisoning implements Eval.Operation {
    /** The most numbers in one answer. */
    private static final long LARGEST = 10_000_000;

    @Override
    public void answer(Question question, Answer answer) {
        question.allow("attack", "honest", "byzantine", "stages", "rule");
        ModelPoisoning attack = attack(question);
        List<Update> honest = question.updates("honest");
        ParameterVector model = honest.getFirst().change().scaled(0);
        int byzantine = Aggregation.byzantine(question, 1);
        if ((long) byzantine * Math.max(1, model.size()) > LARGEST) {
            throw new Refusal("byzantine: at most " + LARGEST + " numbers are crafted at once, got " + byzantine
                    + " nodes with " + model.size() + " numbers each");
        }
        attack.infeasible(honest.size() + byzantine, byzantine).ifPresent(reason -> {
            throw new Refusal("attack: " + reason);
        });
        List<NodeId> nodes = IntStream.range(0, byzantine)
                .mapToObj(i -> new NodeId(honest.size() + i, "byzantine " + i))
                .toList();
        View view = new View(1, model, nodes, List.of(), honest, chain(question, honest.size() + byzantine, byzantine));
        answer.vectors("vectors", attack.craft(view, question.stream()));
    }

    private static ModelPoisoning attack(Question question) {
        Attack attack = question.bound(Attack.class, "attack");
        if (attack instanceof ModelPoisoning poisoning) {
            return poisoning;
        }
        throw new Refusal("attack: " + Kind.of(attack.getClass()) + " crafts no updates");
    }

    private static Optional<Chain> chain(Question question, int n, int byzantine) {
        if (!question.has("rule") && !question.has("stages")) {
            return Optional.empty();
        }
        Chain chain = Aggregation.chain(question, n, byzantine);
        chain.infeasible(n).ifPresent(reason -> {
            throw new Refusal(reason + ", got " + n);
        });
        return Optional.of(chain);
    }
}
