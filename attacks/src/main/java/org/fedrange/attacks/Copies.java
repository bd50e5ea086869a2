package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    ParameterVector answer(ParameterVector crafted) {
        List<Update> updates = new ArrayList<>(view.honest());
        int examples = (int) view.honest().stream().mapToInt(Update::examples).average().orElse(0);
        view.nodes().forEach(node -> updates.add(new Update(node, view.round(), crafted, examples)));
        updates.sort(Comparator.comparing(Update::node));
        return chain.applyToFinite(new Context(view.round(), view.model(), stream), chain.fresh(), updates).vector();
    }
}
