package org.fedrange.simulator.eval;

import java.util.ArrayList;
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
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.Refusal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What stages and a rule make of updates; without a rule, what the stages make of them. */
final class Aggregation implements Eval.Operation {
    @Override
    public void answer(Question question, ObjectNode answer) {
        question.allow("stages", "rule", "updates", "byzantine");
        List<Update> updates = question.updates("updates");
        int byzantine = question.whole("byzantine", 0);
        Context context = question.context(updates.getFirst().change());
        if (question.has("rule")) {
            Chain chain = chain(question, updates.size(), byzantine);
            long finite = updates.stream().filter(Update::isFinite).count();
            if (finite == updates.size()) {
                chain.infeasible(updates.size()).ifPresent(reason -> {
                    throw new Refusal(reason + ", got " + updates.size());
                });
            }
            write(chain.applyToFinite(context, chain.fresh(), updates), answer);
        } else {
            Question.write(answer, "result", staged(stages(question, updates.size(), byzantine), context, updates));
        }
    }

    private static void write(Aggregator.Result result, ObjectNode answer) {
        Question.write(answer.putArray("result"), result.vector());
        ArrayNode kept = answer.putArray("kept");
        for (Verdict verdict : result.verdicts()) {
            if (verdict.kept()) {
                kept.add(verdict.node().index());
            }
        }
    }

    private static List<ParameterVector> staged(List<Stage> stages, Context context, List<Update> updates) {
        List<Update> current = updates.stream().filter(Update::isFinite).toList();
        if (current.isEmpty()) {
            throw new Refusal("updates: none is finite");
        }
        for (Stage stage : stages) {
            int n = current.size();
            stage.infeasible(n).ifPresent(reason -> {
                throw new Refusal(reason + ", got " + n);
            });
            current = stage.apply(context, State.NONE, current).updates();
        }
        List<ParameterVector> vectors = new ArrayList<>();
        current.forEach(update -> vectors.add(update.change()));
        return vectors;
    }

    private static List<Stage> stages(Question question, int n, int byzantine) {
        Cohort cohort = new Cohort(n, byzantine);
        return question.boundList(Stage.class, "stages").stream().map(stage -> stage.resolved(cohort)).toList();
    }

    /** Stages and rule; without a rule the plain mean. */
    static Chain chain(Question question, int n, int byzantine) {
        Aggregator rule = question.has("rule") ? question.bound(Aggregator.class, "rule") : new Mean(false);
        return new Chain(stages(question, n, byzantine), rule.resolved(new Cohort(n, byzantine)));
    }
}
