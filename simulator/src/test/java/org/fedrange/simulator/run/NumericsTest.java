package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumericsTest {
    private static final String EXPERIMENT =
            """
            name: numerics
            data: {kind: pbc3}
            model: {kind: mlp, hidden: [8]}
            training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.3}
            adversary: {nodes: 1, knowledge: all-updates, attack: {kind: little-is-enough}}
            stages: [{kind: nearest-neighbor-mixing}]
            rule: {kind: trimmed-mean}
            rounds: 10
            evaluation: {every: 10, metric: loss}
            numerics:\s""";

    @Test
    void nativeAndPortableKernelsAgreeOnWholeRunsUpToRounding(@TempDir Path folder) {
        Lab fast = Lab.run(folder.resolve("native"), EXPERIMENT + "native");
        Lab portable = Lab.run(folder.resolve("portable"), EXPERIMENT + "portable");
        for (int i = 0; i < fast.study().cells().size(); i++) {
            Run one = fast.run(fast.study().cells().get(i));
            Run other = portable.run(portable.study().cells().get(i));
            for (int round = 1; round <= 10; round++) {
                assertEquals(one.round(round).trainingLoss(), other.round(round).trainingLoss(), 1e-4, "round " + round);
                assertEquals(one.round(round).accepted(), other.round(round).accepted());
            }
            assertEquals(loss(one), loss(other), 1e-4);
        }
        // They are not the same computation: the audit logs name other updates.
        assertNotEquals(roots(fast), roots(portable));
    }

    private static double loss(Run run) {
        return run.round(10).test().getOrDefault(Metric.LOSS, Double.NaN);
    }

    private static List<String> roots(Lab lab) {
        return lab.runs().values().stream().map(Run::logRoot).toList();
    }
}
