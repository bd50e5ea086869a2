package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/**
 * Each node sends numbers drawn evenly between -1 and 1, which have nothing to do with what honest nodes send.
 *
 * <pre>
 * [a_i]_k uniform on [-1, 1), drawn anew for each node i and coordinate k
 * </pre>
 *
 * <p>Example: of 10,000 coordinates about half are positive, and their mean square is 1/3.
 *
 * <p>Source: common benchmarks, among them FedML's, which draws weights instead of updates.
 */
public record Random() implements BlindPoisoning {
    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return view.nodes().stream().map(node -> view.model().filled((from, length, block) -> {
            for (int k = 0; k < length; k++) {
                block[k] = 2 * stream.nextDouble() - 1;
            }
        })).toList();
    }
}
