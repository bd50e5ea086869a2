package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;

/**
 * In each coordinate the nodes send values just beyond the honest ones, on the side away from the honest mean's sign: a trimmed mean or median
 * then falls on the extreme honest values of that side.
 *
 * <pre>
 * [mu]_k < 0:   uniform on [max, 2 max] if max > 0, else on [max, max / 2]
 * otherwise:    uniform on [min / 2, min] if min > 0, else on [2 min, min]
 * min, max of the honest values in coordinate k; drawn anew for each node
 * </pre>
 *
 * <p>Example: honest 1, 2, 6: mu = 3 is positive, so each node draws from [0.5, 1].
 *
 * <p>Source: Fang, Cao, Jia, Gong, "Local Model Poisoning Attacks to Byzantine-Robust Federated Learning", 2020, section 4.3, full knowledge,
 * b = 2, on updates.
 */
public record FangTrimmedMean() implements ModelPoisoning {
    private static final double BEYOND = 2;

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        ParameterVector mean = new Sample(view.honest()).combined(1, 0);
        return view.nodes().stream().map(node -> crafted(mean, view.honest(), stream)).toList();
    }

    private static ParameterVector crafted(ParameterVector mean, List<Update> honest, RandomGenerator stream) {
        double[][] rows = new double[honest.size()][ParameterVector.BLOCK];
        return mean.filled((from, length, block) -> {
            for (int i = 0; i < rows.length; i++) {
                honest.get(i).change().read(from, length, rows[i]);
            }
            mean.read(from, length, block);
            for (int k = 0; k < length; k++) {
                block[k] = beyond(rows, k, block[k] < 0, stream.nextDouble());
            }
        });
    }

    private static double beyond(double[][] rows, int k, boolean upwards, double share) {
        double extreme = rows[0][k];
        for (double[] row : rows) {
            extreme = upwards ? Math.max(extreme, row[k]) : Math.min(extreme, row[k]);
        }
        // Away from the honest values: longer where the extreme already points there, shorter where it does not.
        double farthest = upwards == extreme > 0 ? extreme * BEYOND : extreme / BEYOND;
        return extreme + share * (farthest - extreme);
    }
}
