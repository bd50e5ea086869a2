package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.Arrays;
import org.fedrange.learning.ParameterVector;

/**
 * Every node sends what is no number, which spoils every sum.
 *
 * <pre>
 * [a]_k = NaN
 * </pre>
 *
 * <p>The coordinator refuses such updates by name; the round goes on without their nodes.
 *
 * <p>Example: with four nodes of which one sends it, three updates reach the rule.
 *
 * <p>Source: common benchmarks.
 */
public record Nan() implements BlindPoisoning {
    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return Collections.nCopies(view.nodes().size(), view.model().filled((from, length, block) -> Arrays.fill(block, 0, length, Double.NaN)));
    }
}
