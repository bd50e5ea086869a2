package org.fedrange.simulator.eval;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.ModelPoisoning;
import org.fedrange.attacks.View;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** What an attack sends for nodes without data that see everything. */
final class Poisoning implements Eval.Operation {
    @Override
    public void answer(Question question, ObjectNode answer) {
        question.allow("attack", "honest", "byzantine", "stages", "rule");
        if (!(question.bound(Attack.class, "attack") instanceof ModelPoisoning attack)) {
            throw new Refusal("attack: " + Kind.of(question.bound(Attack.class, "attack").getClass()) + " crafts no updates");
        }
        List<Update> honest = question.updates("honest");
        int byzantine = question.whole("byzantine", 1);
        if (byzantine < 1) {
            throw new Refusal("byzantine: must be at least 1, got " + byzantine);
        }
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < byzantine; i++) {
            nodes.add(new NodeId(honest.size() + i, "byzantine " + i));
        }
        ParameterVector model = honest.getFirst().change().scaled(0);
        View view = new View(1, model, nodes, List.of(), honest, question.chain(honest.size() + byzantine, byzantine));
        Question.write(answer, "vectors", attack.craft(view, question.streams().of("eval")));
    }
}
