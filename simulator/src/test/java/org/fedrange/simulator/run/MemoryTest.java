package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final String EXPERIMENT =
            """
            name: memory
            data: {kind: synthetic, examples: 100, features: 9, classes: 4}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: fed-avg, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 1
            """;

    private static Memory memory(String more, int parallel) {
        Deals deals = new Deals(Path.of("."));
        Study study = StudyFile.parse("f.yaml", EXPERIMENT + more, List.of(), new Binder()).study(deals, "build", "cpu");
        return Memory.of(study, deals, parallel);
    }

    @Test
    void everyVectorThatIsHeldAtOnceCounts() {
        // 9 x 4 weights and 4 biases; ten updates.
        assertEquals(new Memory(10, 40, 10 * 40 * 4), memory("", 1));
        assertEquals(new Memory(3, 40, 3 * 40 * 4), memory("cohort: 3", 1));
        // Two extra nodes send, too, and stages put another in the place of each.
        String more = "stages: [{kind: clipping, clippingNorm: 1}]\nadversary: {nodes: 2, data: none, attack: {kind: sign-flip}}\n";
        assertEquals(24, memory(more, 1).updates());
        assertEquals(4 * 10, memory("matrix: {seed: [1, 2, 3, 4, 5]}", 4).updates());
    }

    @Test
    void meansHoldAPortionAndTheirSums() {
        // Two portions of 64, and a sum and the next in double precision, whatever the number of hospitals; with an adversary to see them, all.
        String many = "hospitals: 10000\n";
        assertEquals(128 + 4, memory(many, "rule: {kind: mean, weighted: false}").updates());
        assertEquals(192 + 4, memory(many + "stages: [{kind: clipping, clippingNorm: 1}]\n", "rule: {kind: mean, weighted: true}").updates());
        assertEquals(10_000, memory(many, "rule: {kind: median}").updates());
        assertEquals(10_000, memory(many + "adversary: {nodes: 2, data: own, attack: {kind: sign-flip}}\n", "rule: {kind: mean, weighted: false}").updates());
    }

    @Test
    void whatRulesAndStagesRememberCounts() {
        // A center; of each node a sum and its next; each node's last update and its model, 2 x 10 steps and a mean; a direction.
        assertEquals(10 + 1, memory("", "rule: {kind: centered-clipping}").updates());
        assertEquals(10 + 20, memory("", "rule: {kind: fools-gold}").updates());
        assertEquals(20 + 20 + 20 + 2, memory("stages: [{kind: fldetector, byzantine: 1}]\n", "rule: {kind: median}").updates());
        assertEquals(20 + 1, memory("stages: [{kind: sign-flip-detection, byzantine: 1}]\n", "rule: {kind: median}").updates());
    }

    private static Memory memory(String more, String rule) {
        Deals deals = new Deals(Path.of("."));
        String text = EXPERIMENT.replace("rule: {kind: mean, weighted: false}", rule).replace("hospitals: 10\n", more.contains("hospitals:") ? "" : "hospitals: 10\n")
                .replace("examples: 100,", "examples: 30000,");
        return Memory.of(StudyFile.parse("f.yaml", text + more, List.of(), new Binder()).study(deals, "build", "cpu"), deals, 1);
    }

    @Test
    void whereHospitalsLiveElsewhereTheirMemoryIsThere() {
        Deals deals = new Deals(Path.of("."));
        String text = EXPERIMENT.replace("{kind: fed-avg, learningRate: 0.1}", "{kind: distributed-sgd, learningRate: 0.1, momentum: 0.9}");
        Study study = StudyFile.parse("f.yaml", text, List.of(), new Binder()).study(deals, "build", "cpu");
        assertEquals(10 + 10, Memory.of(study, deals, 1).updates());
        // Ten updates; a question and an answer on each of three lines, as vectors and as bytes.
        assertEquals(10 + 3 * 4, Memory.coordinating(study, deals, 1, 3).updates());
        // Four of the ten, with a momentum each; one line; twice as many answers as threads, but no more than hospitals.
        assertEquals(4 + 4 + 2, Memory.housing(study, deals, 1, 3, 1).updates());
        assertEquals(4 + 4 + 4, Memory.housing(study, deals, 1, 3, 16).updates());
    }

    @Test
    void whatCannotFitIsRefusedWithTheFigures() {
        Memory memory = new Memory(10_000, 1_000_000, 40_000_000_000L);
        String why = memory.excess(1_000_000_000).orElseThrow();
        assertTrue(why.contains("40000 MB (10000 vectors of 1000000 numbers at once)") && why.contains("may use 1000 MB"), why);
        assertEquals(Optional.empty(), memory.excess(50_000_000_000L));
        assertTrue(memory.excess(49_999_999_999L).isPresent());
    }
}
