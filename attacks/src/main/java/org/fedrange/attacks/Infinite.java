package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.Arrays;
import org.fedrange.learning.ParameterVector;

/**
 * Every node sends infinite numbers, which no finite mean survives.
 *
 * <pre>
 * [a]_k = +infinity
 * </pre>
 *
 * <p>The coordinator refuses such updates by name; the round goes on without their nodes.
 *
 * <p>Example: with four nodes of which one sends it, three updates reach the rule.
 *
 * <p>Source: common benchmarks.
 */
public record Infinite() implements BlindPoisoning {
    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return Collections.nCopies(view.nodes().size(), view.model().filled((from, length, block) -> Arrays.fill(block, 0, length, Double.POSITIVE_INFINITY)));
    }
}
