package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.Decided;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator learns that has hospitals unlearn and learn again. */
class AscentTest {
    /** Three folds of sixty patients each; under chance the area's deviation for 90 against 90 is sqrt(181 / (12 * 90 * 90)) = 0.043. */
    private static final String ASCENT = """
            name: ascent
            data: {kind: pbc3}
            model: {kind: mlp, hidden: [64]}
            training: {kind: fed-avg, localEpochs: 5, batchSize: 8, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 80
            evaluation: {every: 20, folds: 3}
            inference: [{kind: loss-threshold}, {kind: gradient-ascent, round: 21, candidates: 60}]
            seed: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private Run run(String name, String yaml) {
        return Lab.run(folder.resolve(name), yaml).only();
    }

    private static double area(Run run, int observer) {
        return run.leakage().get(observer).figures().getOrDefault("auc", Double.NaN);
    }

    @Test
    void whoHasARecordUnlearnedSeesWhoPutsItBack() {
        Run run = run("open", ASCENT);
        double passive = area(run, 0);
        double active = area(run, 1);
        assertTrue(active > 0.63, () -> "seed 1, active " + active + ", three deviations above chance");
        assertTrue(active > passive + 0.05, () -> "seed 1, active " + active + ", passive " + passive);
        Leakage leakage = run.leakage().get(1);
        assertEquals("aggregator-view", leakage.knowledge());
        assertEquals(3 * 60, leakage.records());
        // The audit log says so in every round, and these rounds teach nothing.
        assertEquals(3 * 60, run.decisions().stream().map(Decided::action).filter("crafted-model-sent"::equals).count());
        assertEquals(run.rounds().get(19).test(), run.rounds().getLast().test());
    }

    @Test
    void aModelThatWasNotRaisedTellsLittle() {
        double still = area(run("still", ASCENT.replace("candidates: 60", "candidates: 60, loss: 1.0e-9")), 1);
        assertEquals(0.5, still, 0.129, () -> "seed 1, " + still);
    }

    @Test
    void aSmallEpsilonHidesWhoPutsItBack() {
        double hidden = area(run("noised", ASCENT + "defenses: [{kind: local-dp, clippingNorm: 1, epsilon: 1, delta: 0.001}]\n"), 1);
        assertEquals(0.5, hidden, 0.129, () -> "seed 1, " + hidden);
    }

    @Test
    void throughASecureSumItShowsStill() {
        double summed = area(run("summed", ASCENT.replace("candidates: 60", "candidates: 40").replace("rounds: 80", "rounds: 60") + "secureAggregation: {kind: bonawitz}\n"), 1);
        assertTrue(summed > 0.6, () -> "seed 1, " + summed);
    }

    /** The same final model, and shadows of it that are no more exercised for the rounds in which nothing is learned. */
    @Test
    void shadowModelsLearnInAsManyRoundsAsTheModelDid() {
        String brief = ASCENT.replace("[64]", "[8]").replace("rounds: 80", "rounds: 9").replace("every: 20", "every: 9").replace("{kind: loss-threshold}", "{kind: lira, shadows: 4}")
                .replace("round: 21, candidates: 60", "round: 6, candidates: 4");
        Run beside = run("beside", brief);
        Run alone = run("alone", brief.replace("rounds: 9", "rounds: 5").replace("every: 9", "every: 5").replace(", {kind: gradient-ascent, round: 6, candidates: 4}", ""));
        assertEquals(alone.rounds().getLast().test(), beside.rounds().getLast().test());
        assertEquals(alone.leakage().getFirst().figures(), beside.leakage().getFirst().figures());
    }

    @Test
    void whatCannotBeSentIsRefused() {
        refused("there are only 79 rounds to observe, got 80", ASCENT.replace("rounds: 80", "rounds: 79"));
        refused("only one changed model can go out in round 30", ASCENT.replace("{kind: loss-threshold}", "{kind: imprint, round: 30}"));
        refused("even number", ASCENT.replace("candidates: 60", "candidates: 59"));
        refused("an attacker sits on lines", ASCENT + "adversary: {nodes: 1, attack: {kind: eavesdrop}}\n");
    }

    private void refused(String words, String yaml) {
        Refusal refusal = assertThrows(Refusal.class, () -> run("refused", yaml));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }
}
