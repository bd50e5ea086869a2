package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.CenteredClipping;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.GeometricMedian;
import org.fedrange.aggregation.Krum;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Meamed;
import org.fedrange.aggregation.Median;
import org.fedrange.aggregation.MultiKrum;
import org.fedrange.aggregation.NearestNeighborMixing;
import org.fedrange.aggregation.Stage;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.TrimmedMean;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveTest {
    private static final int BYZANTINE = 3;

    private static List<Aggregator> rules() {
        return List.of(new Mean(false), new Median(), new TrimmedMean(BYZANTINE), new Krum(BYZANTINE, null), new MultiKrum(BYZANTINE, null, null), new Meamed(BYZANTINE), new GeometricMedian(0.1, 3, false), new CenteredClipping(1, 1));
    }

    private static View view(long seed, List<Stage> stages, Aggregator rule) {
        var stream = Scene.stream(seed);
        double[][] honest = new double[9][60];
        for (double[] row : honest) {
            Arrays.setAll(row, k -> 0.3 + stream.nextGaussian());
        }
        View blind = Scene.DOUBLE.view(BYZANTINE, new double[0][], honest);
        return new View(1, blind.model(), blind.nodes(), List.of(), blind.honest(), Optional.of(new Chain(stages, rule)));
    }

    /** How far what is sent moves the answer from the honest mean. */
    private static double moved(View view, Chain.Memory memory, List<ParameterVector> crafted) {
        List<Update> updates = new ArrayList<>(view.honest());
        for (int i = 0; i < crafted.size(); i++) {
            updates.add(new Update(view.nodes().get(i), view.round(), crafted.get(i), 10));
        }
        updates.sort(Comparator.comparing(Update::node));
        ParameterVector answer = view.chain().orElseThrow().apply(new Context(view.round(), view.model(), Scene.stream(9)), memory, updates).vector();
        return answer.minus(new Sample(view.honest()).combined(1, 0)).norm();
    }

    private static double moved(View view, List<ParameterVector> crafted) {
        return moved(view, view.chain().orElseThrow().fresh(), crafted);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itIsNeverWeakerThanAnAttackItContains(long seed) {
        for (List<Stage> stages : List.of(List.<Stage>of(), List.<Stage>of(new NearestNeighborMixing(BYZANTINE)))) {
            for (Aggregator rule : rules()) {
                View view = view(seed, stages, rule);
                double adaptive = moved(view, new Adaptive(120, Harm.DISTANCE).craft(view, Scene.stream(seed)));
                for (ModelPoisoning fixed : Repertoire.ATTACKS) {
                    // One that draws is given what the search gave it.
                    double its = fixed instanceof FangTrimmedMean ? 0 : moved(view, fixed.craft(view, Scene.stream(seed)));
                    assertTrue(adaptive >= its, () -> "seed " + seed + ", " + stages + " " + rule + ": " + adaptive + " against " + its + " by " + fixed);
                }
            }
        }
    }

    /** Rules that select, and mixing before others: there the fixed attacks leave much undone. Measured over these seeds: 1.08 to 1.36 times as far. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itMovesRulesThatFixedAttacksMoveLess(long seed) {
        Stage mixing = new NearestNeighborMixing(BYZANTINE);
        for (View view : List.of(
                view(seed, List.of(), new Krum(BYZANTINE, null)), view(seed, List.of(), new MultiKrum(BYZANTINE, null, null)),
                view(seed, List.of(mixing), new Krum(BYZANTINE, null)), view(seed, List.of(mixing), new TrimmedMean(BYZANTINE)),
                view(seed, List.of(mixing), new Median()), view(seed, List.of(mixing), new Meamed(BYZANTINE)))) {
            double best = Repertoire.of(view, Scene.stream(seed)).stream().mapToDouble(sent -> moved(view, sent)).max().orElseThrow();
            double adaptive = moved(view, new Adaptive(200, Harm.DISTANCE).craft(view, Scene.stream(seed)));
            assertTrue(adaptive > 1.05 * best, "seed " + seed + ", " + view.chain() + ": " + adaptive + " against " + best);
        }
    }

    @Test
    void whatARuleRemembersIsWorkedOut() {
        // Clipping round the center of the round before: only who knows it finds how far to pull from there.
        View first = view(1, List.of(), new CenteredClipping(3, 1));
        Adaptive attack = new Adaptive(120, Harm.DISTANCE);
        var one = attack.craft(first, State.NONE, Scene.stream(1));
        ParameterVector center = first.chain().orElseThrow().apply(new Context(1, first.model(), Scene.stream(9)), first.chain().orElseThrow().fresh(), all(first, one.vectors())).vector();
        Chain.Memory known = (Chain.Memory) one.memory();
        ParameterVector again = first.chain().orElseThrow().apply(new Context(2, first.model(), Scene.stream(9)), known, all(first, one.vectors())).vector();
        assertTrue(again.minus(center).norm() > 0, "the second answer starts from the first's center");
        double informed = moved(first, known, attack.craft(first, known, Scene.stream(2)).vectors());
        double forgetful = moved(first, known, attack.craft(first, State.NONE, Scene.stream(2)).vectors());
        assertTrue(informed >= forgetful, informed + " against " + forgetful);
    }

    private static List<Update> all(View view, List<ParameterVector> crafted) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < crafted.size(); i++) {
            updates.add(new Update(view.nodes().get(i), view.round(), crafted.get(i), 10));
        }
        updates.addAll(view.honest());
        return updates;
    }

    @Test
    void itRepeatsAndKeepsToItsTries() {
        View view = view(1, List.of(), new TrimmedMean(BYZANTINE));
        assertEquals(new Adaptive(100, Harm.DISTANCE).craft(view, Scene.stream(5)), new Adaptive(100, Harm.DISTANCE).craft(view, Scene.stream(5)));
        // More tries are never worse: the first ones are the same.
        double before = 0;
        for (int evaluations : new int[] {60, 100, 300}) {
            double now = moved(view, new Adaptive(evaluations, Harm.DISTANCE).craft(view, Scene.stream(5)));
            assertTrue(now >= before, evaluations + ": " + now + " after " + before);
            before = now;
        }
        assertEquals("evaluations must be at least 60 and at most 100000, got 59", assertThrows(IllegalArgumentException.class, () -> new Adaptive(59, Harm.REVERSAL)).getMessage());
    }

    @Test
    void whereTooFewSendForAnAnswerTheHonestMeanIsSent() {
        // Krum needs 2 x 3 + 3 updates; of the nine honest ones one arrives at the adversary: 1 + 3 = 4.
        View whole = view(1, List.of(), new Krum(3, null));
        View view = new View(1, whole.model(), whole.nodes(), List.of(), whole.honest().subList(0, 1), whole.chain());
        ParameterVector mean = view.honest().getFirst().change();
        assertEquals(List.of(mean, mean, mean), new Adaptive(60, Harm.DISTANCE).craft(view, Scene.stream(1)));
        assertEquals(List.of(mean, mean, mean), new OptimalLittleIsEnough(20).craft(view, Scene.stream(1)));
        assertEquals(0, new OptimalInnerProduct(20).craft(view, Scene.stream(1)).getFirst().norm());
    }
}
