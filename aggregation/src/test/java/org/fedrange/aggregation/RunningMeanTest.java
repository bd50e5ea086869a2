package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedrange.learning.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunningMeanTest {
    @ParameterizedTest
    @EnumSource
    void byHand(Given given) {
        // 1 with 1 example, then 4 with 2: (1 + 8) / 3. Unweighted 5 / 2.
        List<Update> updates = given.column(1, 4);
        assertEquals(3, mean(new Mean(true), updates.subList(0, 1), updates.subList(1, 2), given));
        assertEquals(2.5, mean(new Mean(false), updates.subList(0, 1), updates.subList(1, 2), given));
        // Nobody declares examples: 5 / 2. Once one does, who does not has no weight.
        List<Update> none = updates.stream().map(update -> new Update(update.node(), 1, update.change(), 0)).toList();
        assertEquals(2.5, mean(new Mean(true), none.subList(0, 1), none.subList(1, 2), given));
        assertEquals(4, mean(new Mean(true), none.subList(0, 1), updates.subList(1, 2), given));
    }

    private static double mean(Mean rule, List<Update> first, List<Update> second, Given given) {
        return RunningMean.of(rule, 1).plus(first).plus(second).mean(given.vector(0)).get(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void portionsDoNotMatter(boolean weighted) {
        for (Given given : Given.values()) {
            List<Update> updates = given.updates(Given.normal(7, 23, 1031));
            Mean rule = new Mean(weighted);
            Aggregator.Result all = Given.aggregate(rule, updates);
            for (int portion : new int[] {1, 2, 5, 8, 23}) {
                RunningMean running = RunningMean.of(rule, 1031);
                for (int from = 0; from < 23; from += portion) {
                    running = running.plus(updates.subList(from, Math.min(23, from + portion)));
                }
                assertArrayEquals(all.vector().toDoubles(), running.mean(updates.getFirst().change()).toDoubles(), 0);
                assertEquals(all.verdicts(), running.verdicts());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyMeansOfUpdatesThatStagesTakeOneByOneRun(Given given) {
        assertTrue(new Chain(List.of(new Clipping(1)), new Mean(true)).running(3).isPresent());
        assertTrue(new Chain(List.of(new Bucketing(2)), new Mean(true)).running(3).isEmpty());
        assertTrue(new Chain(List.of(), new Median()).running(3).isEmpty());
        // Clipped to 1: 1 and 1.
        Chain chain = new Chain(List.of(new Clipping(1)), new Mean(false));
        RunningMean mean = chain.take(Given.context(), chain.running(1).orElseThrow(), given.column(4, 9));
        assertEquals(1, mean.mean(given.vector(0)).get(0), given.tolerance);
        assertEquals(List.of(0, 1), mean.examples().keySet().stream().map(NodeId::index).toList());
    }
}
