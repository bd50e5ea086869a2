package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;

/**
 * What stages and rule would answer to what the Byzantine nodes might send.
 *
 * @param view what the adversary sees
 * @param chain stages and rule
 * @param memory what stages and rule are taken to remember
 */
record Copies(View view, Chain chain, Chain.Memory memory) {

    /** As in a first round. */
    Copies(View view) {
        this(view, known(view), known(view).fresh());
    }

    static Chain known(View view) {
        return view.chain().orElseThrow(() -> new IllegalArgumentException("the attack tries the rule in force and must know it; give a rule"));
    }

    /**
     * Of a family of vectors the one, tried on the chain that the adversary knows, with which the answer is farthest from the honest mean. Where
     * so few nodes send that there is no answer at all, nothing tells one from another, and it is the first: that of 0.
     */
    static ParameterVector mostHarmful(View view, RandomGenerator stream, int evaluations, DoubleFunction<ParameterVector> family) {
        ParameterVector mean = new Sample(view.honest()).combined(1, 0);
        Copies copies = new Copies(view);
        return copies.futile().isPresent() ? family.apply(0)
                : family.apply(LineSearch.best(tau -> copies.answer(family.apply(tau), stream).minus(mean).norm(), evaluations));
    }

    /** Why there will be no answer, whatever is sent; empty where there will. */
    Optional<String> futile() {
        return chain.infeasible(view.honest().size() + view.nodes().size() + idle().size());
    }

    /** What the adversary's nodes that do not attack in this round send. */
    private List<Update> idle() {
        return view.own().stream().filter(update -> !view.nodes().contains(update.node())).toList();
    }

    /** The answer if every Byzantine node sent the same vector. */
    ParameterVector answer(ParameterVector crafted, RandomGenerator stream) {
        return answer(Collections.nCopies(view.nodes().size(), crafted), stream).vector();
    }

    /**
     * The answer if they sent these.
     *
     * @param stream for stages and rules that draw: the adversary cannot know what the coordinator will draw
     */
    Aggregator.Result answer(List<ParameterVector> crafted, RandomGenerator stream) {
        List<Update> updates = new ArrayList<>(view.honest());
        updates.addAll(idle());
        int examples = (int) view.honest().stream().mapToInt(Update::examples).average().orElse(0);
        for (int i = 0; i < crafted.size(); i++) {
            NodeId node = view.nodes().get(i);
            updates.add(new Update(node, view.round(), crafted.get(i), examples));
        }
        updates.sort(Comparator.comparing(Update::node));
        Context context = new Context(view.round(), view.model(), stream);
        // What the coordinator's own examples teach it nobody else knows: the honest mean is the best guess.
        Context guessed = chain.rule().rootExamples() > 0 ? context.withRoot(new Sample(view.honest()).combined(1, 0)) : context;
        return chain.applyToFinite(guessed, memory, updates);
    }
}
