package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages that look back at earlier rounds and leave updates out. */
class HistoryStageTest {
    private static List<Integer> nodes(List<Verdict> verdicts) {
        return verdicts.stream().map(verdict -> verdict.node().index()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void whoPointsBackwardsIsLeftOutFromTheSecondRoundOn(Given given) {
        SignFlipDetection stage = new SignFlipDetection(1, 0, 0.9);
        // Directions (1, 0), (1, 0), (-1, 0): h = 0.1 (1/3, 0).
        Stage.Result first = stage.apply(Given.context(), State.NONE, given.updates(new double[][] {{1, 0}, {2, 0}, {-5, 0}}));
        assertEquals(List.of(), first.refused());
        assertEquals(3, first.updates().size());
        // cos((3, 1), (1, 0)) = 3 / sqrt 10 = 0.949; (-5, 0) has -1.
        Stage.Result second = stage.apply(Given.context(), first.state(), given.updates(new double[][] {{3, 1}, {1, 0}, {-5, 0}}));
        assertEquals(List.of(2), nodes(second.refused()));
        assertEquals(-1, second.refused().getFirst().score(), given.tolerance);
        // h = 0.9 (0.1/3, 0) + 0.1 ((0.949 + 1) / 2, 0.316 / 2).
        double[] way = ((SignFlipDetection.Way) second.state()).direction().toDoubles();
        assertArrayEquals(new double[] {0.03 + 0.05 * (3 / Math.sqrt(10) + 1), 0.05 / Math.sqrt(10)}, way, given.tolerance);
        // Two point backwards, but one may be Byzantine: the one farther round goes.
        Stage.Result third = stage.apply(Given.context(), second.state(), given.updates(new double[][] {{1, 0}, {-1, 0.5}, {-1, 0}}));
        assertEquals(List.of(2), nodes(third.refused()));
    }

    @Test
    void aVerdictOnOneLeftOutIsAmongTheOthers() {
        Chain chain = new Chain(List.of(new SignFlipDetection(1, 0, 0.5)), new Mean(false));
        Aggregator.Result first = chain.apply(Given.context(), chain.fresh(), Given.DOUBLE.column(1, 1, 2));
        Aggregator.Result second = chain.apply(Given.context(), (Chain.Memory) first.state(), Given.DOUBLE.column(-9, 1, 2));
        assertArrayEquals(new double[] {1.5}, second.vector().toDoubles(), 1e-15);
        assertEquals(List.of(false, true, true), second.verdicts().stream().map(Verdict::kept).toList());
        assertEquals(List.of(0, 1, 2), nodes(second.verdicts()));
        // Behind a bucket, each of its nodes is left out.
        Chain buckets = new Chain(List.of(new Bucketing(2), new SignFlipDetection(1, 0, 0.5)), new Mean(false));
        Aggregator.Result before = buckets.apply(Given.context(), buckets.fresh(), Given.DOUBLE.column(1, 1, 1, 1));
        Aggregator.Result after = buckets.apply(Given.context(), (Chain.Memory) before.state(), Given.DOUBLE.column(-9, 1, 1, -9));
        assertEquals(4, after.verdicts().size());
        // What the rule can count on is known before.
        assertEquals(Optional.of("krum needs at least 2 byzantine + 3 = 5 updates; of 5 the stages leave 4"),
                new Chain(List.of(new SignFlipDetection(1, 0, 0.5)), new Krum(1, null)).infeasible(5));
        assertEquals(Optional.of("sign-flip-detection needs at least byzantine + 1 = 2 updates"), new SignFlipDetection(1, 0, 0.5).infeasible(1));
    }

    /** Hospitals whose gradient at w is 2 w + b_i, give or take a little; who is away sends nothing, who is Byzantine sends what it draws. */
    private static List<List<Integer>> refusals(FLDetector stage, long seed, int rounds, Set<Integer> byzantine, Set<Integer> awayUntilLast) {
        RandomGenerator stream = new Streams(seed).of("updates");
        double[][] own = Given.normal(seed, 8, 5);
        double[] model = {3, -2, 1, 0.5, -1};
        State state = State.NONE;
        List<List<Integer>> refused = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<Update> updates = new ArrayList<>();
            for (int i = 0; i < own.length; i++) {
                double[] update = new double[model.length];
                for (int k = 0; k < update.length; k++) {
                    update[k] = byzantine.contains(i) ? stream.nextGaussian() : 2 * model[k] + own[i][k] + 0.01 * stream.nextGaussian();
                }
                if (!awayUntilLast.contains(i) || round <= 2 || round == rounds) {
                    updates.add(new Update(new NodeId(i, "node" + i), round, Given.DOUBLE.vector(update), 1));
                }
            }
            Context context = new Context(round, Given.DOUBLE.vector(model.clone()), new Streams(seed).of("rule", round, 0));
            Stage.Result result = stage.apply(context, state, updates);
            state = result.state();
            refused.add(nodes(result.refused()));
            assertEquals(updates.size(), result.updates().size() + result.refused().size());
            double[] mean = new double[model.length];
            result.updates().forEach(update -> Arrays.setAll(mean, k -> mean[k] + update.change().get(k) / result.updates().size()));
            Arrays.setAll(model, k -> model[k] - 0.1 * mean[k]);
        }
        return refused;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoDoesNotFollowFromItsPastIsLeftOut(long seed) {
        List<List<Integer>> refused = refusals(new FLDetector(2, 3), seed, 12, Set.of(2, 6), Set.of());
        // Three steps of the model are known from round 4 on, and used in the one after.
        assertEquals(List.of(List.of(), List.of(), List.of(), List.of()), refused.subList(0, 4), "seed " + seed);
        for (List<Integer> round : refused.subList(4, 12)) {
            assertEquals(List.of(2, 6), round, "seed " + seed);
        }
        // No more are left out than may be Byzantine.
        assertTrue(refusals(new FLDetector(1, 3), seed, 8, Set.of(2, 6), Set.of()).stream().allMatch(round -> round.size() <= 1), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoComesBackIsJudgedByTheWayTheModelWentSince(long seed) {
        List<List<Integer>> refused = refusals(new FLDetector(2, 3), seed, 12, Set.of(2, 6), Set.of(4));
        assertEquals(List.of(2, 6), refused.getLast(), "seed " + seed);
    }

    @Test
    void onlyNumbersInTwoGroupsHaveAnUpperOne() {
        RandomGenerator stream = new Streams(5).of("gap");
        assertArrayEquals(new int[] {3}, OutlyingScores.of(new double[] {0.1, 0.11, 0.12, 0.9}, stream));
        assertArrayEquals(new int[] {4, 0}, OutlyingScores.of(new double[] {0.8, 0.1, 0.12, 0.11, 0.9, 0.1}, stream));
        assertArrayEquals(new int[0], OutlyingScores.of(new double[] {1, 1, 1, 1}, stream));
        assertArrayEquals(new int[0], OutlyingScores.of(new double[] {1, 2}, stream));
        // Spread evenly, as the references are: two groups are seen in few of 200 tries.
        int seen = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] even = new double[12];
            Arrays.setAll(even, i -> stream.nextDouble());
            seen += OutlyingScores.of(even, stream).length > 0 ? 1 : 0;
        }
        assertTrue(seen < 60, "seed 5: " + seen);
    }
}
