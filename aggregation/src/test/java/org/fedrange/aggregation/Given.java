package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;

/** The precision in which a case is given to a rule, with the error it may make there relative to the numbers' size. */
enum Given {
    SINGLE(1e-5),
    DOUBLE(1e-9);

    final double tolerance;

    Given(double tolerance) {
        this.tolerance = tolerance;
    }

    ParameterVector vector(double... numbers) {
        if (this == DOUBLE) {
            return DoubleVector.of(numbers);
        }
        float[] rounded = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = (float) numbers[i];
        }
        return FloatVector.owning(rounded);
    }

    /** One update per row, from nodes 0, 1, ... with 1, 2, ... examples. */
    List<Update> updates(double[]... rows) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            updates.add(new Update(new NodeId(i, "node" + i), 1, vector(rows[i]), i + 1));
        }
        return updates;
    }

    /** One update with one coordinate per number. */
    List<Update> column(double... numbers) {
        double[][] rows = new double[numbers.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {numbers[i]};
        }
        return updates(rows);
    }

    static double[][] normal(long seed, int rows, int columns) {
        RandomGenerator stream = new Streams(seed).of("rows");
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            for (int k = 0; k < columns; k++) {
                // What single precision holds, so that both precisions get the same numbers.
                row[k] = (float) stream.nextGaussian();
            }
        }
        return result;
    }

    static Context context() {
        return new Context(1, DoubleVector.zeros(1), new Streams(1).of("rule", 1, 0));
    }

    static Aggregator.Result aggregate(Aggregator rule, List<Update> updates) {
        return rule.aggregate(context(), State.NONE, updates);
    }

    static List<Update> apply(Stage stage, List<Update> updates) {
        return stage.apply(context(), State.NONE, updates).updates();
    }

    static double[] weights(Aggregator.Result result) {
        return result.verdicts().stream().mapToDouble(Verdict::weight).toArray();
    }

    static double[] scores(Aggregator.Result result) {
        return result.verdicts().stream().mapToDouble(Verdict::score).toArray();
    }
}
