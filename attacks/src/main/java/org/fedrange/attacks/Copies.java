package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;

/**
 * What stages and rule, as in a first round, would answer if every Byzantine node sent the same vector.
 *
 * @param view what the adversary sees
 * @param chain stages and rule
 * @param stream for stages and rules that draw: the adversary cannot know what the coordinator will draw
 */
record Copies(View view, Chain chain, RandomGenerator stream) {

    /** Of a family of vectors the one, tried on the chain that the adversary knows, with which the answer is farthest from the honest mean. */
    static ParameterVector mostHarmful(View view, RandomGenerator stream, int evaluations, DoubleFunction<ParameterVector> family) {
        ParameterVector mean = new Sample(view.honest()).combined(1, 0);
        Chain chain = view.chain().orElseThrow(() -> new IllegalArgumentException("the attack tries the rule in force and must know it; give a rule"));
        Copies copies = new Copies(view, chain, stream);
        return family.apply(LineSearch.best(tau -> copies.answer(family.apply(tau)).minus(mean).norm(), evaluations));
    }

    ParameterVector answer(ParameterVector crafted) {
        List<Update> updates = new ArrayList<>(view.honest());
        int examples = (int) view.honest().stream().mapToInt(Update::examples).average().orElse(0);
        view.nodes().forEach(node -> updates.add(new Update(node, view.round(), crafted, examples)));
        updates.sort(Comparator.comparing(Update::node));
        Context context = new Context(view.round(), view.model(), stream);
        // What the coordinator's own examples teach it nobody else knows: the honest mean is the best guess.
        Context guessed = chain.rule().rootExamples() > 0 ? context.withRoot(new Sample(view.honest()).combined(1, 0)) : context;
        return chain.applyToFinite(guessed, chain.fresh(), updates).vector();
    }
}
