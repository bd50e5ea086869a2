package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.learning.partition.CustomPartition;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.junit.jupiter.api.Test;

class StudyFileTest {
    private static final Dataset TWELVE = new Dataset(
            "twelve", new Examples(new float[12], new int[12], 1), Optional.empty(), List.of("no", "yes"), List.of("x"),
            Scaling.AS_IS, List.of(), new int[0], "digest", List.of());

    record Evenly() implements CustomPartition {
        @Override
        public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
            return IntStream.range(0, hospitals).mapToObj(i -> new Share("h" + i, new int[0])).toList();
        }
    }

    private static StudyFile file(String text, String... settings) {
        return StudyFile.parse("f.yaml", text, List.of(settings), new Binder(List.of(Evenly.class)));
    }

    private static Study study(String text, String... settings) {
        return file(text, settings).study(experiment -> TWELVE, "build", "cpu");
    }

    private static final String BASE = """
            name: test
            data: {kind: pbc3}
            hospitals: 6
            partition: {kind: evenly}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.1}
            adversary: {nodes: 1}
            rounds: 10
            """;

    private static final String MATRIX =
            BASE + "matrix: {adversary.attack: [{kind: sign-flip, scale: 5}], rule: [{kind: mean}], seed: [1, 2]}";

    @Test
    void theMatrixIsTheProductOfItsAxesWithTwinsAndBaselinesAdded() {
        List<String> labels = study(MATRIX).cells().stream().map(cell -> String.join(" / ", cell.labels())).toList();
        assertEquals(
                List.of(
                        "sign-flip (scale 5) / mean / 1",
                        "sign-flip (scale 5) / mean / 2",
                        "none / mean / 1",
                        "none / mean / 2",
                        "sign-flip (scale 5) / mean (weighted false) / 1",
                        "sign-flip (scale 5) / mean (weighted false) / 2",
                        "none / mean (weighted false) / 1",
                        "none / mean (weighted false) / 2"),
                labels);
    }

    private static final String TOGETHER = BASE + """
            matrix:
              defenses + rule: [[[], {kind: mean}], [[{kind: update-clipping, clippingNorm: 2}], {kind: median}]]
              adversary.attack: [{kind: none}]
              seed: [1, 2]
            """;

    @Test
    void componentsThatChangeTogetherAreLabelledEachByItself() {
        Study study = study(TOGETHER);
        assertEquals(List.of("defenses", "rule", "adversary.attack", "seed"), study.axes());
        List<String> labels = study.cells().stream().filter(Cell::declared).map(cell -> String.join(" / ", cell.labels())).toList();
        assertEquals(
                List.of(
                        "none / mean / none / 1",
                        "none / mean / none / 2",
                        "update-clipping (clippingNorm 2) / median / none / 1",
                        "update-clipping (clippingNorm 2) / median / none / 2"),
                labels);
        StudyFile again = file(file(TOGETHER).yaml(study));
        assertEquals(study.cells(), again.study(experiment -> TWELVE, "build", "cpu").cells());
    }

    @Test
    void whatChangesTogetherIsSetTogetherOrRefused() {
        assertEquals(2, file(TOGETHER, "matrix.defenses + rule=[[[], {kind: median}]]").declared().size());
        unlisted("matrix.defenses + rule[1]: must be a list of 2, one for each of defenses + rule, got a list",
                TOGETHER.replace("[[{kind: update-clipping, clippingNorm: 2}], {kind: median}]", "[]"));
        unlisted("the matrix varies it together with others: set \"matrix.defenses + rule\"", TOGETHER, "rule={kind: mean}");
        unlisted("matrix.rule: rule is varied by another axis already; which would hold?", TOGETHER.replace("adversary.attack: [{kind: none}]", "rule: [{kind: mean}]"));
        unlisted("defenses and defenses[0].clippingNorm cannot change together: one holds the other",
                TOGETHER.replace("defenses + rule", "defenses + defenses[0].clippingNorm"));
        unlisted("seed changes with nothing else: cells are compared seed by seed; give it an axis of its own", BASE + "matrix: {rule + seed: [[{kind: mean}, 1]]}");
    }

    @Test
    void whatEveryCellReplacesIsReadAllTheSame() {
        String matrix = "matrix: {adversary.attack: [{kind: sign-flip}], rule: [{kind: mean}, {kind: median}]}\n";
        assertEquals(2, file(BASE + "rule: {kind: krum}\n" + matrix).declared().size());
        // What a deeper axis supplies, and values that only go together with each other.
        assertEquals(4, file(BASE.replace(", learningRate: 0.1", "") + """
                rule: {kind: mean}
                matrix: {training: [{kind: distributed-sgd}, {kind: distributed-sgd, momentum: 0.5}], training.learningRate: [0.1, 0.01]}
                """).declared().size());
        assertEquals(1, file(BASE + """
                rule: {kind: mean, weighted: false}
                defenses: [{kind: local-dp, clippingNorm: 1, delta: 0.01, noiseMultiplier: 2, noise: gaussian, accountant: pld}]
                matrix: {"defenses[0].noise + defenses[0].accountant": [[discrete-gaussian, zcdp]]}
                """).declared().size());
        unlisted("f.yaml, line 9, rule.kind: unknown kind meen; did you mean mean?", BASE + "rule: {kind: meen}\n" + matrix);
        unlisted("rule.weighed: unknown key for the kind mean", BASE + "rule: {kind: mean, weighed: true}\n" + matrix);
        unlisted("adversary.attack.scale: must be", BASE.replace("nodes: 1", "nodes: 1, attack: {kind: sign-flip, scale: far}") + matrix);
        unlisted("stages[0].clippingNorm: must be", BASE + """
                rule: {kind: mean}
                stages: [{kind: clipping, clippingNorm: -1}]
                matrix: {"stages[0].clippingNorm": [1, 2]}
                """);
        unlisted("defenses[0].kind: unknown kind clip", TOGETHER + "defenses: [{kind: clip}]\n");
    }

    private static void unlisted(String why, String text, String... settings) {
        String refused = String.valueOf(assertThrows(Refusal.class, () -> file(text, settings).declared()).getMessage());
        assertTrue(refused.contains(why), refused);
    }

    @Test
    void everyCellKnowsItsTwinAndItsBaseline() {
        List<Cell> cells = study(MATRIX).cells();
        Cell declared = cells.get(0);
        Cell twin = cells.get(2);
        Cell baseline = cells.get(4);
        Cell baselineTwin = cells.get(6);
        assertEquals(List.of(twin.id(), baseline.id()), List.of(declared.twin(), declared.baseline()));
        assertEquals(List.of(twin.id(), baselineTwin.id()), List.of(twin.twin(), twin.baseline()));
        assertEquals(List.of(baselineTwin.id(), baseline.id()), List.of(baseline.twin(), baseline.baseline()));
        assertEquals(List.of(baselineTwin.id(), baselineTwin.id()), List.of(baselineTwin.twin(), baselineTwin.baseline()));
    }

    @Test
    void theResolvedFileReadsBackToTheSameStudy() {
        Study study = study(MATRIX);
        assertEquals(study, study(file(MATRIX).yaml(study)));
    }

    @Test
    void aFaultThatCannotStrikeIsRefused() {
        String base = BASE + "rule: {kind: mean}\n";
        refused("straggling has nothing to slow down", base + "faults: [{kind: straggling, slowdown: 2}]");
        study(base + "compute: {millisPerExample: 1}\nfaults: [{kind: straggling, slowdown: 2}]");
        refused("begins in round 11, but there are only 10", base + "faults: [{kind: network-partition, from: 11, until: 12}]");
        refused("no hospital is called h9; did you mean h0", base + "faults: [{kind: crash, probability: 0.1, hospitals: [h9]}]");
        refused("must be from 1 to the number of hospitals, 6, got 7", base + "faults: [{kind: crash, probability: 0.1, hospitals: 7}]");
        refused("there are only 6 nodes to invite, got 7", base + "cohort: 7");
        // Krum on a cohort of four with one Byzantine node among six: 2 + 3 are needed.
        refused("krum needs", BASE + "cohort: 4\nrule: {kind: krum}\nmatrix: {adversary.attack: [{kind: sign-flip}]}");
    }

    private static void refused(String why, String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> study(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }

    @Test
    void anAttackThatCannotHurtIsPointedOutAndOneThatIsUndefinedRefused() {
        String paper = BASE + "rule: {kind: mean}\nmatrix: {adversary.attack: [{kind: little-is-enough, z: paper}]}";
        // Six nodes, one of them Byzantine: s = 3, quantile(2/5) = -0.253.
        List<String> notices = study(paper).notices();
        assertTrue(notices.getFirst().contains("shifts the mean by -0.253"), notices.toString());
        assertEquals(List.of(), study(paper.replace("paper", "1.5")).notices());
        // Four of six: s = 0, quantile(1) is infinite.
        Refusal refusal = assertThrows(Refusal.class, () -> study(paper.replace("nodes: 1", "nodes: 4")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("at most half are Byzantine, got 6 nodes with 4"), refusal.getMessage());
    }

    @Test
    void tuningThatCannotBeMeantIsRefused() {
        String base = """
                name: t
                data: {kind: wdbc}
                model: {kind: softmax}
                training: {kind: distributed-sgd}
                rule: {kind: median}
                rounds: 2
                """;
        assertEquals(2, StudyFile.parse("f", base + "tune: {path: training.learningRate, values: [0.1, 0.2]}", List.of(), new Binder()).tuning()
                .orElseThrow().declared().size());
        refusedTuning(base + "tune: 3", "must be a mapping, such as {path: training.learningRate");
        refusedTuning(base + "tune: {path: training.learningRate}", "the key values is missing");
        refusedTuning(base + "tune: {path: training.learningRate, values: [0.1], sedes: [1]}", "seeds");
        refusedTuning(base + "tune: {path: training.learningRate, values: [0.1]}", "nothing to choose");
        refusedTuning(base + "tune: {path: training.lerningRate, values: [0.1, 0.2]}", "learningRate");
        refusedTuning(base + "tune: {path: rounds, values: [1, 2]}", "only what lies below training");
        refusedTuning(base + "tune: {path: training.learningRate, values: [0.1, 0.2]}\nmatrix: {training.learningRate: [0.1]}", "the matrix cannot vary it too");
        refusedTuning(base.replace("sgd}", "sgd, learningRate: 0.1}") + "tune: {path: training.learningRate, values: [0.1, 0.2]}", "leave it out here");
        refusedTuning(base + "tune: {path: training.learningRate, values: [0.1, 0.2]}\nevaluation: {validation: 0}", "keeps none");
    }

    private static void refusedTuning(String text, String why) {
        Refusal refusal = assertThrows(Refusal.class, () -> StudyFile.parse("f.yaml", text, List.of(), new Binder()).declared());
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }
}
