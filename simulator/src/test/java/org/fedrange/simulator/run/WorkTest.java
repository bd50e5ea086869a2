package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final String EXPERIMENT =
            """
            name: work
            data: {kind: synthetic, examples: 200, features: 9, classes: 4}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: fed-avg, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 100
            """;

    private static Work work(String... settings) {
        Deals deals = new Deals(Path.of("."));
        return Work.of(StudyFile.parse("f.yaml", EXPERIMENT, List.of(settings), new Binder()).study(deals, "build", "cpu"), deals);
    }

    @Test
    void allCellsAndFoldsCount() {
        // Two seeds of 100 rounds in each of five folds; ten updates a round, of 9 x 4 weights and 4 biases, down and up, four bytes each.
        Work work = work("evaluation={folds: 5}", "matrix={seed: [1, 2]}");
        assertEquals(new Work(1000, 10_000, 2 * 10_000 * 40 * 4, 40, 1000 * 40 * 200, true), work);
        assertTrue(work.small());
    }

    @Test
    void manyUpdatesLongOnesAndWhatWeighsMoreThanTheyDoAreNotSmall() {
        // Five folds of ten updates a round.
        assertTrue(work("rounds=2000").small());
        assertFalse(work("rounds=2001").small());
        // 249 x 4 weights and 4 biases are 1,000 numbers.
        assertTrue(work("data={kind: synthetic, examples: 200, features: 249, classes: 4}").small());
        assertFalse(work("data={kind: synthetic, examples: 200, features: 250, classes: 4}").small());
        // 2,000 rounds of five folds and 200 examples by 500 parameters are 10^9 products: 124 x 4 and 4.
        assertTrue(work("rounds=2000", "data={kind: synthetic, examples: 200, features: 124, classes: 4}").small());
        assertFalse(work("rounds=2000", "data={kind: synthetic, examples: 200, features: 125, classes: 4}").small());
        assertFalse(work("secureAggregation={kind: bonawitz}").small());
        assertFalse(work("inference=[{kind: loss-threshold}]").small());
    }
}
