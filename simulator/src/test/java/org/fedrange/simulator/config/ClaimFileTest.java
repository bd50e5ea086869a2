package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.WorstCase;
import org.junit.jupiter.api.Test;

/** What is claimed in a file is about cells that exist, and names them by their values on the axes. */
class ClaimFileTest {
    private static final Dataset TWELVE = new Dataset(
            "twelve", new Examples(new float[12], new int[12], 1), Optional.empty(), List.of("no", "yes"), List.of("x"),
            Scaling.AS_IS, List.of(), new int[0], "digest", List.of());

    private static final String BASE = """
            name: test
            data: {kind: pbc3}
            hospitals: 6
            partition: {kind: iid}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.1}
            adversary: {nodes: 1}
            rounds: 10
            evaluation: {every: 4}
            matrix:
              adversary.attack: [{kind: sign-flip, scale: 5}, {kind: gaussian}, {kind: label-flip}]
              rule: [{kind: krum}, {kind: krum, neighbors: 3}, {kind: median}]
              seed: [1, 2]
            """;

    private static StudyFile file(String text) {
        return StudyFile.parse("f.yaml", text, List.of(), new Binder());
    }

    private static Study study(String text) {
        return file(text).study(experiment -> TWELVE, "build", "cpu");
    }

    private static Claim claim(String comparison) {
        return study(BASE + "claims: [{claim: so it is, source: us, " + comparison + "}]").claims().getFirst();
    }

    private static List<String> labels(Study study, Claim.Case cells) {
        return cells.cells().stream().map(id -> study.cells().stream().filter(cell -> cell.id().equals(id)).findFirst().orElseThrow())
                .map(cell -> String.join(" / ", cell.labels())).toList();
    }

    @Test
    void aClaimNamesCellsOfAllSeedsByTheirValues() {
        Study study = study(BASE);
        Claim claim = claim("cells: {adversary.attack: sign-flip, rule: {kind: krum, neighbors: 3}}, below: {rule: median}, by: 0.1");
        Claim.Case cells = claim.arm().options().getFirst().cases().getFirst();
        assertEquals(List.of("sign-flip (scale 5) / krum (neighbors 3) / 1", "sign-flip (scale 5) / krum (neighbors 3) / 2"), labels(study, cells));
        Claim.Case others = Objects.requireNonNull(claim.other()).options().getFirst().cases().getFirst();
        assertEquals(List.of("sign-flip (scale 5) / median / 1", "sign-flip (scale 5) / median / 2"), labels(study, others));
        assertEquals("sign-flip (scale 5) / krum (neighbors 3) is below median by more than 0.1", claim.comparison());
        assertEquals("balanced-accuracy", claim.metric());
        // Only the kind is said: of two Krums that of which nothing more could be said.
        assertEquals("gaussian / krum is above 0.5", claim("cells: {adversary.attack: gaussian, rule: krum}, above: 0.5").comparison());
    }

    @Test
    void theWorstAndTheBestAreTakenOverAxes() {
        Claim claim = claim("cells: {}, worstOver: adversary.attack, bestOver: [rule], above: twin, by: -0.05, metric: accuracy");
        assertEquals("the best rule / the worst attack is not below the same without attack by more than 0.05", claim.comparison());
        assertEquals(List.of("krum", "krum (neighbors 3)", "median"), claim.arm().options().stream().map(Claim.Option::label).toList());
        assertEquals(
                List.of("sign-flip (scale 5)", "gaussian", "label-flip"),
                claim.arm().options().getLast().cases().stream().map(Claim.Case::label).toList());
        Claim fixed = claim("cells: {}, worstOver: adversary.attack, bestOver: rule, above: {rule: median}");
        assertEquals(List.of(""), Objects.requireNonNull(fixed.other()).options().stream().map(Claim.Option::label).toList());
    }

    @Test
    void twinAndBaselineAreThoseOfTheCells() {
        Study study = study(BASE);
        Cell cell = study.cells().getFirst();
        Claim twin = claim("cells: {adversary.attack: sign-flip, rule: krum}, below: twin");
        assertEquals(cell.twin(), Objects.requireNonNull(twin.other()).options().getFirst().cases().getFirst().cells().getFirst());
        Claim baseline = claim("cells: {adversary.attack: sign-flip, rule: krum}, above: baseline, round: 8");
        assertEquals(cell.baseline(), Objects.requireNonNull(baseline.other()).options().getFirst().cases().getFirst().cells().getFirst());
        assertEquals(8, Objects.requireNonNull(baseline.other()).round());
    }

    @Test
    void claimsChangeNoCellAndReadBackFromTheResolvedFile() {
        String text = BASE + """
                claims:
                  - claim: a sentence, with a comma
                    source: us
                    cells: {adversary.attack: {kind: sign-flip, scale: 5.0}, rule: krum}
                    below: {round: 8}
                  - {claim: b, source: us, cells: {rule: median}, worstOver: adversary.attack, above: 0.1}
                figure: {rows: adversary.attack, columns: rule}
                """;
        Study study = study(text);
        assertEquals(study(BASE).cells(), study.cells());
        assertEquals(study, study(file(text).yaml(study)));
        assertTrue(study.notices().getLast().contains("nothing is decided by 2 seeds: 6 are the least"), study.notices().toString());
    }

    @Test
    void aFigureHasAFieldForEachPairOfValues() {
        WorstCase figure = Objects.requireNonNull(study(BASE + "figure: {rows: adversary.attack, columns: rule}").figure());
        assertEquals(List.of("krum", "krum (neighbors 3)", "median"), figure.columnLabels());
        Study study = study(BASE);
        assertEquals(
                List.of("gaussian / median / 1", "gaussian / median / 2"),
                labels(study, figure.fields().get(1).get(2).options().getFirst().cases().getFirst()));
    }

    private static void refused(String claims, String why) {
        Refusal refusal = assertThrows(Refusal.class, () -> study(BASE + claims));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }

    private static void refusedClaim(String comparison, String why) {
        refused("claims: [{claim: so it is, source: us, " + comparison + "}]", why);
    }

    @Test
    void whatNamesNothingOrDecidesNothingIsRefused() {
        refused("claims: 3", "must be a list of claims");
        refused("claims: [3]", "must be a mapping with the keys claim");
        refused("claims: [{claim: so it is, cells: {}, above: 1}]", "the key source is missing: where it was found");
        refused("claims: [{claim: so it is, source: us, cell: {}, above: 1}]", "did you mean cells");
        refusedClaim("cells: {}", "needs one of the keys above and below");
        refusedClaim("cells: {}, above: 1, below: 0", "needs one of the keys above and below");
        refusedClaim("cells: {ruel: krum}, above: 1", "the matrix does not vary ruel; did you mean rule?");
        refusedClaim("cells: {rule: krumm, adversary.attack: gaussian}, above: 1", "is so; did you mean krum? Allowed: krum, krum (neighbors 3), median; where --set");
        refusedClaim("cells: {rule: {kind: krum, neighbors: 4}}, above: 1", "no value of rule in the matrix is so");
        refusedClaim("cells: {seed: 1}, above: 1", "is said of all seeds");
        refusedClaim("cells: {rule: median}, above: 1", "says nothing of adversary.attack, which the matrix varies");
        refusedClaim("cells: {rule: median}, worstOver: rule, above: 1", "the worst or the best is taken over it");
        refusedClaim("cells: {}, worstOver: rule, bestOver: rule, above: 1", "either the adversary chooses or the defender");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: {rule: median}", "compared with themselves");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: {}", "must say what is different");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: much", "must be a number");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: basline", "unknown word basline; did you mean baseline?");
        refusedClaim("cells: {rule: medain, adversary.attack: gaussian}, above: 1", "is so; did you mean median?");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: 1, round: 5", "round 5 is not judged: evaluation.every is 4 and the last round is 10");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: 1, metric: acuracy", "did you mean accuracy?");
        refusedClaim("cells: {rule: median, adversary.attack: gaussian}, above: 1, metric: attack-success", "as backdoor does, not under gaussian");
        refusedClaim("cells: {rule: median, adversary.attack: label-flip}, above: twin, metric: attack-success", "without attack there is no attack-success");
        refused("figure: {rows: rule}", "the key columns is missing");
        refused("figure: {rows: rule, columns: rule}", "names a path twice");
        refused("figure: {rows: rule, columns: seed}", "is said of all seeds");
    }

    private static final String OBSERVED = BASE.replace("evaluation:", "inference: [{kind: loss-threshold}, {kind: lira}]\nevaluation:");

    @Test
    void whatObserversLearnedIsComparedAcrossCellsAndObservers() {
        String cells = "claims: [{claim: so it is, source: us, cells: {rule: median, adversary.attack: gaussian}, metric: tprAtFpr0.01, observer: 2, ";
        Claim claim = study(OBSERVED + cells + "above: {observer: 1}, by: 0.02}]").claims().getFirst();
        assertEquals("median / gaussian, observer 2 is above observer 1 by more than 0.02", claim.comparison());
        assertEquals(List.of(2, 1), List.of(claim.arm().observer(), Objects.requireNonNull(claim.other()).observer()));
        assertEquals(claim.arm().options(), Objects.requireNonNull(claim.other()).options());
        Claim twin = study(OBSERVED + cells + "below: twin}]").claims().getFirst();
        assertEquals(2, Objects.requireNonNull(twin.other()).observer());
    }

    @Test
    void observersThatAreNotThereAreRefused() {
        String cells = "claims: [{claim: so it is, source: us, cells: {rule: median, adversary.attack: gaussian}, above: 0.5, ";
        for (var refused : List.of(
                List.of("metric: auc, observer: 3}]", "there are 2 observers in inference, got 3"),
                List.of("metric: auk, observer: 1}]", "did you mean auc?"),
                List.of("metric: advantage}]", "unknown word advantage"),
                List.of("metric: auc, observer: 0}]", "from 1, got 0"),
                List.of("observer: 1}]", "needs the key metric"),
                List.of("metric: auc, observer: 1, round: 8}]", "known after the last round"))) {
            Refusal refusal = assertThrows(Refusal.class, () -> study(OBSERVED + cells + refused.getFirst()));
            assertTrue(String.valueOf(refusal.getMessage()).contains(refused.getLast()), refusal.getMessage());
        }
        String worst = "claims: [{claim: so it is, source: us, cells: {rule: median}, worstOver: adversary.attack, above: 0.5, metric: auc, observer: 1}]";
        Refusal refusal = assertThrows(Refusal.class, () -> study(OBSERVED + worst));
        assertTrue(String.valueOf(refusal.getMessage()).contains("neither best nor worst"), refusal.getMessage());
    }

    @Test
    void theBestNeedsValidationPatients() {
        Refusal refusal = assertThrows(Refusal.class, () -> study(BASE.replace("every: 4", "every: 4, validation: 0")
                + "figure: {rows: rule, columns: adversary.attack}\nclaims: [{claim: a, source: b, cells: {}, worstOver: adversary.attack, bestOver: rule, above: 0}]"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("evaluation.validation keeps none"), refusal.getMessage());
    }
}
