package org.fedrange.simulator.eval;

import java.util.List;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Stage;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.Verdict;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.Refusal;

/**
 * What stages and a rule make of the finite updates; without a rule, what the stages make of them. The number of Byzantine
 * nodes stays as declared where updates are left out.
 */
final class Aggregation implements Eval.Operation {
    @Override
    public void answer(Question question, Answer answer) {
        question.allow("stages", "rule", "updates", "byzantine", "root");
        List<Update> updates = question.updates("updates");
        Chain chain = chain(question, updates.size(), byzantine(question, 0));
        List<Update> finite = finite(chain, updates);
        Context context = question.context(finite.getFirst().change());
        if (question.has("rule")) {
            if (chain.rule().rootExamples() > 0 && context.root().isEmpty()) {
                throw new Refusal("root: is missing; the rule " + Kind.of(chain.rule().getClass()) + " needs what the coordinator's own examples teach");
            }
            write(chain.applyToFinite(context, chain.fresh(), updates), answer);
        } else {
            answer.vectors("result", staged(chain.stages(), context, finite));
        }
    }

    private static void write(Aggregator.Result result, Answer answer) {
        answer.vector("result", result.vector());
        answer.wholes(
                "kept", result.verdicts().stream().filter(Verdict::kept).map(verdict -> verdict.node().index()).toList());
    }

    /** The finite updates; refuses, and names the others, where those are too few. */
    private static List<Update> finite(Chain chain, List<Update> updates) {
        List<Update> finite = updates.stream().filter(Update::isFinite).toList();
        List<NodeId> others = updates.stream().filter(update -> !update.isFinite()).map(Update::node).toList();
        if (finite.isEmpty()) {
            throw new Refusal("updates: no row is finite: " + others);
        }
        chain.infeasible(finite.size()).ifPresent(reason -> {
            throw new Refusal(reason + ", got " + finite.size() + (others.isEmpty() ? "" : "; not finite: " + others));
        });
        return finite;
    }

    private static List<ParameterVector> staged(List<Stage> stages, Context context, List<Update> updates) {
        List<Update> current = updates;
        for (Stage stage : stages) {
            current = stage.apply(context, State.NONE, current).updates();
        }
        return current.stream().map(Update::change).toList();
    }

    /** The declared number of Byzantine nodes. */
    static int byzantine(Question question, int least) {
        int byzantine = question.whole("byzantine", least);
        if (byzantine < least) {
            throw new Refusal("byzantine: must be at least " + least + ", got " + byzantine);
        }
        return byzantine;
    }

    /** Stages and rule, filled in for {@code n} updates; without a rule the plain mean. */
    static Chain chain(Question question, int n, int byzantine) {
        Cohort cohort = new Cohort(n, byzantine);
        List<Stage> stages = question.boundList(Stage.class, "stages");
        Aggregator rule = question.has("rule") ? question.bound(Aggregator.class, "rule") : new Mean(false);
        return new Chain(stages.stream().map(stage -> stage.resolved(cohort)).toList(), rule.resolved(cohort));
    }
}
