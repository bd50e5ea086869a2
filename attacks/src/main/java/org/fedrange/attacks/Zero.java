package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.Arrays;
import org.fedrange.learning.ParameterVector;

/**
 * Every node sends zeros: the model hardly moves where many do, and a plain mean grows shorter.
 *
 * <pre>
 * [a]_k = 0
 * </pre>
 *
 * <p>Example: three of six nodes send zero: the mean is half as long as the honest one.
 *
 * <p>Source: Blanchard et al., 2017, and common benchmarks.
 */
public record Zero() implements BlindPoisoning {
    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return Collections.nCopies(view.nodes().size(), view.model().filled((from, length, block) -> Arrays.fill(block, 0, length, 0)));
    }
}
