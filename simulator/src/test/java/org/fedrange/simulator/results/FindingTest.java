package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.WorstCase;
import org.junit.jupiter.api.Test;

class FindingTest {
    private final Map<String, Run> runs = new TreeMap<>();

    /** Cells of these accuracies on test patients, seed by seed; on validation patients all have the other. */
    private Claim.Case cells(String label, double validation, double... test) {
        List<String> ids = new ArrayList<>();
        for (double accuracy : test) {
            String id = "c" + runs.size();
            runs.put(id, Given.run(id, accuracy, validation));
            ids.add(id);
        }
        return new Claim.Case(label, ids);
    }

    private Claim.Arm arm(double... test) {
        return new Claim.Arm("arm", 0, List.of(new Claim.Option("", List.of(cells("", 0.5, test)))));
    }

    private Finding found(Claim claim) {
        StudyRecord given = Given.study("toy", 0.1);
        StudyRecord study = new StudyRecord(
                "toy", "build", "", Metric.ACCURACY, Given.study("toy", 0.1).risk(), List.of("seed"), given.cells(), List.of(), List.of(), null, List.of(claim), null);
        return Finding.of(study, runs).getFirst();
    }

    private static Claim claim(Claim.Arm arm, boolean above, Claim.Arm other, double by) {
        return new Claim("so it is", "us", "accuracy", arm, above, other, 0, by);
    }

    /** Differences 0.2, 0.3, 0.1, 0.2, 0.2, 0.2: from 0.1 to 0.3, mean 0.2. */
    @Test
    void differencesAreTakenSeedBySeed() {
        Claim.Arm arm = arm(0.7, 0.9, 0.5, 0.6, 0.6, 0.6);
        Claim.Arm other = arm(0.5, 0.6, 0.4, 0.4, 0.4, 0.4);
        Finding finding = found(claim(arm, true, other, 0));
        assertEquals(Finding.Decision.HELD, finding.decision());
        assertEquals(0.2, finding.difference(), 1e-12);
        assertEquals(0.1, finding.interval().orElseThrow().least(), 1e-12);
        assertEquals(0.3, finding.interval().orElseThrow().most(), 1e-12);
        assertEquals(Finding.Decision.HELD, found(claim(arm, true, other, 0.09)).decision());
        // Some seeds differ by more than 0.15, some by less; none by more than 0.35.
        assertEquals(Finding.Decision.UNDECIDED, found(claim(arm, true, other, 0.15)).decision());
        assertEquals(Finding.Decision.DID_NOT_HOLD, found(claim(arm, true, other, 0.35)).decision());
        assertEquals(Finding.Decision.DID_NOT_HOLD, found(claim(arm, false, other, 0)).decision());
        assertEquals(Finding.Decision.HELD, found(claim(other, false, arm, 0.09)).decision());
        // 0.3 above at most: not above by more than 0.35, and so below by less than that.
        assertEquals(Finding.Decision.HELD, found(claim(arm, false, other, -0.35)).decision());
    }

    @Test
    void anArmIsComparedWithANumber() {
        Claim.Arm arm = arm(0.7, 0.9, 0.5, 0.6, 0.6, 0.6);
        assertEquals(Finding.Decision.HELD, found(new Claim("", "", "accuracy", arm, true, null, 0.45, 0)).decision());
        assertEquals(Finding.Decision.DID_NOT_HOLD, found(new Claim("", "", "accuracy", arm, false, null, 0.45, 0)).decision());
        assertEquals(Finding.Decision.UNDECIDED, found(new Claim("", "", "accuracy", arm, true, null, 0.55, 0)).decision());
    }

    @Test
    void fiveSeedsDecideNothingNorDoSixOfWhichOneIsNotFinished() {
        assertEquals(Finding.Decision.UNDECIDED, found(claim(arm(0.9, 0.9, 0.9, 0.9, 0.9), true, arm(0, 0, 0, 0, 0), 0)).decision());
        Claim.Arm arm = arm(0.9, 0.9, 0.9, 0.9, 0.9, 0.9);
        Claim claim = claim(arm, true, arm(0, 0, 0, 0, 0, 0), 0);
        assertEquals(Finding.Decision.HELD, found(claim).decision());
        runs.remove(arm.options().getFirst().cases().getFirst().cells().getLast());
        assertEquals(Finding.Decision.UNDECIDED, found(claim).decision());
        assertEquals(5, found(claim).seeds());
    }

    /** Of two attacks the worst leaves 0.5 on the first seed and 0.4 on the second; by the mean the first is worse, 0.65 to 0.7. */
    @Test
    void theAdversaryChoosesOnEachSeed() {
        Claim.Option option = new Claim.Option("", List.of(cells("flip", 0.5, 0.5, 0.8), cells("noise", 0.5, 1.0, 0.4)));
        ArmFigures.Outcome outcome = new ArmFigures(runs, Metric.ACCURACY).of(new Claim.Arm("", 0, List.of(option)));
        assertEquals(List.of(Optional.of(0.5), Optional.of(0.4)), outcome.bySeed());
        assertEquals("flip", outcome.worst());
    }

    /** On validation patients the second rule is better, on test patients the first: nobody may choose by these. */
    @Test
    void theDefenderChoosesOnValidation() {
        Claim.Option first = new Claim.Option("krum", List.of(cells("", 0.6, 0.9, 0.9)));
        Claim.Option second = new Claim.Option("median", List.of(cells("", 0.7, 0.5, 0.4)));
        ArmFigures.Outcome outcome = new ArmFigures(runs, Metric.ACCURACY).of(new Claim.Arm("", 0, List.of(first, second)));
        assertEquals("median", outcome.option().label());
        assertEquals(List.of(Optional.of(0.5), Optional.of(0.4)), outcome.bySeed());
    }

    /** With 0.8 under one attack and 0.3 under the other a rule is worth 0.3, less than one of 0.4 under both. */
    @Test
    void theDefenderFearsTheWorst() {
        Claim.Option bold = new Claim.Option("bold", List.of(cells("flip", 0.8, 0.8), cells("noise", 0.3, 0.3)));
        Claim.Option careful = new Claim.Option("careful", List.of(cells("flip", 0.4, 0.4), cells("noise", 0.4, 0.4)));
        assertEquals("careful", new ArmFigures(runs, Metric.ACCURACY).of(new Claim.Arm("", 0, List.of(bold, careful))).option().label());
    }

    /** In every run given, the one observer counts 0.75 of the labels, and has no other figure. */
    @Test
    void whatAnObserverLearnedIsCompared() {
        Claim.Arm seen = arm(0.9, 0.9, 0.9, 0.9, 0.9, 0.9).seenBy(1);
        Finding labels = found(new Claim("", "", "labels", seen, true, null, 0.7, 0));
        assertEquals(Finding.Decision.HELD, labels.decision());
        assertEquals(0.75, labels.figure(), 1e-12);
        assertEquals(Finding.Decision.DID_NOT_HOLD, found(new Claim("", "", "labels", seen, true, arm(0, 0, 0, 0, 0, 0).seenBy(1), 0, 0)).decision());
        Finding none = found(new Claim("", "", "auc", seen, true, null, 0.5, 0));
        assertEquals(Finding.Decision.UNDECIDED, none.decision());
        assertEquals(0, none.seeds());
    }

    @Test
    void aModelThatIsNoNumberIsWorseThanAny() {
        double none = Double.NaN;
        assertEquals(
                Finding.Decision.HELD,
                found(claim(arm(none, none, none, none, none, none), false, arm(0, 0, 0, 0, 0, 0), 0)).decision());
        // Neither is better: the difference is 0.
        Finding both = found(claim(arm(none, none, none, none, none, none), false, arm(none, none, none, none, none, none), 0));
        assertEquals(Finding.Decision.DID_NOT_HOLD, both.decision());
        assertEquals(0, both.difference());
    }

    @Test
    void whereTheAttackAimsAtNobodyThereIsNoSuccess() {
        Claim claim = new Claim("", "", Claim.ATTACK_SUCCESS, arm(0.9, 0.9, 0.9, 0.9, 0.9, 0.9), true, null, 0.5, 0);
        assertEquals(Finding.Decision.UNDECIDED, found(claim).decision());
        assertEquals(0, found(claim).seeds());
    }

    @Test
    void tablesHoldWhatWasFound() {
        Claim.Arm arm = arm(0.75, 1.0);
        WorstCase figure = new WorstCase(
                "adversary.nodes", "partition", List.of("adversary.attack"), List.of("rule"), List.of("2"), List.of("iid"), List.of(List.of(arm)));
        StudyRecord study = new StudyRecord(
                "toy", "build", "", Metric.ACCURACY, Given.study("toy", 0.1).risk(), List.of("seed"), List.of(), List.of(), List.of(), null,
                Collections.nCopies(1, claim(arm, true, arm(0.5, 0.5), 0.1)), figure);
        Map<String, String> tables = new Tables(study, runs).all();
        List<String> rows = String.valueOf(tables.get("claims.csv")).lines().toList();
        assertEquals("so it is,us,accuracy,arm is above arm by more than 0.1,undecided,2,0.875,0.5,0.375,0.25,0.5", rows.get(1));
        assertEquals("2,iid,,,2,0.875,0.75,1.0", String.valueOf(tables.get("figure.csv")).lines().toList().get(1));
        assertEquals(List.of(), new Tables(study, runs).strangers());
        assertEquals(List.of("claims.csv", "figure.csv"), new Tables(Given.study("toy", 0.1), runs).strangers());
    }
}
