package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Gaussian;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.pack.Assembly;
import org.fedrange.simulator.pack.Evidence;
import org.fedrange.simulator.report.EvidencePage;
import org.fedrange.simulator.report.Report;
import org.fedrange.simulator.results.PrivacyAudit;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose hospitals are private: who is drawn, what is released, what is spent and where it is written down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateRunTest {
    private static final String BASE =
            """
            name: private
            data: {kind: synthetic, examples: 400, classes: 3, features: 8, signal: 3}
            partition: {kind: iid}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: fed-avg, batchSize: 8, learningRate: 0.2}
            rule: {kind: mean, weighted: false}
            rounds: 8
            evaluation: {every: 4, metric: accuracy, folds: 2, privacyTrials: 40}
            """;

    private final Lab promised;
    private final Lab few;
    private final Lab attacked;
    private final Lab masked;
    private final Lab patients;

    PrivateRunTest(@TempDir Path folder) {
        promised = Lab.run(folder.resolve("promised"), BASE + """
                samplingRate: 0.4
                matrix:
                  defenses: [[{kind: central-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001}], [{kind: local-dp, clippingNorm: 1, epsilon: 50, delta: 0.001}]]
                """);
        few = Lab.run(folder.resolve("few"), BASE.replace("privacyTrials: 40", "privacyTrials: 0") + """
                samplingRate: 0.05
                defenses: [{kind: central-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.001}]
                """);
        masked = Lab.run(folder.resolve("masked"), BASE.replace("privacyTrials: 40", "privacyTrials: 0") + MASKED);
        patients = Lab.run(folder.resolve("patients"), BASE.replace("privacyTrials: 40", "privacyTrials: 0").replaceAll("training:.*\n", "").replace("mean, weighted: false", "median") + PATIENTS);
        attacked = Lab.run(folder.resolve("attacked"), BASE.replace("privacyTrials: 40", "privacyTrials: 0") + """
                adversary: {nodes: 2, data: own, attack: {kind: sign-flip, scale: 20}}
                matrix:
                  defenses: [[], [{kind: central-dp, clippingNorm: 1, noiseMultiplier: 0.2, delta: 0.01}], [{kind: local-dp, clippingNorm: 1, noiseMultiplier: 0.02, delta: 0.01}]]
                """);
    }

    private static final String MASKED =
            """
            secureAggregation: {kind: bonawitz, clippingRange: 20, groupSize: 5, bits: 15}
            adversary: {nodes: 1, data: own, attack: {kind: sign-flip, scale: 3}}
            faults: [{kind: crash, probability: 0.02}]
            defenses: [{kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 0.5, delta: 0.001}]
            """;

    private static final String PATIENTS =
            """
            matrix:
              training:
                - {kind: dp-sgd, localSteps: 4, samplingRate: 0.5, learningRate: 0.5, clippingNorm: 1, epsilon: 8, delta: 0.001}
                - {kind: dp-ftrl, localSteps: 4, learningRate: 0.5, clippingNorm: 1, epsilon: 8, delta: 0.001}
            """;

    private static Run run(Lab lab, String defense) {
        return lab.run(lab.study().cells().stream().filter(cell -> cell.declared() && cell.column().contains(defense)).findFirst().orElseThrow());
    }

    /** Secure aggregation, shares of noise, groups, an attacker and crashes in one run, with its ledger. */
    @Test
    void noiseInSharesUnderMasksIsAccountedFor() {
        Run run = run(masked, "distributed-dp");
        List<PrivacyFigure> last = run.privacy().stream().filter(its -> its.round() == 8 && its.fold() == 1).toList();
        // Nine honest hospitals; what each has spent follows from the rounds it was invited to, here all.
        assertEquals(9, last.size());
        double epsilon = Accountant.RDP.epsilon(List.of(new Steps(new Gaussian(0.5), 1, 8)), 1e-3);
        last.forEach(its -> assertEquals(epsilon, its.epsilon()));
        assertEquals("distributed", last.getFirst().trust());
        assertTrue(run.rounds().stream().mapToInt(Round::released).sum() >= 14, "hardly a round was released");
        assertTrue(run.rounds().stream().anyMatch(round -> round.crashed() > 0));
    }

    /** Patients of every hospital are private; the model learns all the same. */
    @Test
    void patientsArePrivateWhateverTheRule() {
        Run run = patients.run(declared(patients, "dp-sgd"));
        PrivacyFigure last = run.privacy().getLast();
        assertEquals("patient", last.unit());
        assertTrue(last.epsilon() <= 8 && last.epsilon() > 7.9, "epsilon " + last.epsilon());
        assertEquals(Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(last.noiseMultiplier()), 0.5, 32)), 1e-3), last.epsilon());
        assertTrue(accuracy(run) > 0.7, "accuracy " + accuracy(run));
    }

    /** Without sampling: a round is one step in which everybody takes part, however many steps it has. */
    @Test
    void patientsArePrivateWithoutSampling() {
        Run run = patients.run(declared(patients, "dp-ftrl"));
        PrivacyFigure last = run.privacy().getLast();
        assertEquals(1, last.samplingRate());
        assertEquals(Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(last.noiseMultiplier()), 1, 8)), 1e-3), last.epsilon());
        assertTrue(last.epsilon() <= 8 && last.epsilon() > 7.9, "epsilon " + last.epsilon());
        assertTrue(accuracy(run) > 0.6, "accuracy " + accuracy(run));
    }

    private static StudyRecord.Entry declared(Lab lab, String training) {
        return lab.study().cells().stream().filter(cell -> cell.declared() && cell.experiment().contains(training)).findFirst().orElseThrow();
    }

    private static double accuracy(Run run) {
        return Objects.requireNonNull(run.rounds().getLast().test().get(Metric.ACCURACY));
    }

    @Test
    void eachIsDrawnForItselfAndEveryRoundIsReleased() {
        // 10 hospitals, 2 folds, 8 rounds at 0.4: 64 expected, deviation 6.2; and not always the same number.
        List<Round> rounds = run(promised, "central-dp").rounds();
        int invited = rounds.stream().mapToInt(Round::accepted).sum();
        assertEquals(64, invited, 25);
        assertTrue(rounds.stream().mapToInt(Round::accepted).distinct().count() > 2);
        // At 0.05 nobody is drawn in six of ten rounds; a release, of noise alone, says nothing of that.
        List<Round> seldom = run(few, "central-dp").rounds();
        assertTrue(seldom.stream().mapToInt(Round::accepted).sum() < 16);
        assertTrue(seldom.stream().allMatch(round -> round.released() == 2), seldom.toString());
    }

    @Test
    void theEvidenceHasWhatWasMeasuredBesideWhatIsPromised() {
        // Two configurations, each audited once though both its twin and it ran; both promises hold here.
        Evidence evidence = new Assembly(promised.study(), promised.runs(), "").evidence();
        assertEquals(List.of("central-dp", "local-dp"), evidence.privacy().stream().map(its -> its.promise().replaceAll(" .*", "")).distinct().sorted().toList());
        evidence.privacy().forEach(its -> assertTrue(its.measuredAtLeast() <= its.claimed() && !its.broken() && its.trials() == 40, its.toString()));
        assertTrue(evidence.gaps().stream().noneMatch(gap -> gap.contains("no canary tried")), evidence.gaps().toString());
        String page = new EvidencePage(evidence, List.of()).html();
        assertTrue(page.contains("Privacy, promised and measured") && page.contains("not disproved") && !page.contains(">disproved"), "the page");
        Evidence silent = new Assembly(few.study(), few.runs(), "").evidence();
        assertTrue(silent.gaps().stream().anyMatch(gap -> gap.contains("no canary tried to disprove it (evaluation.privacyTrials does): central-dp")), silent.gaps().toString());
    }

    @Test
    void theLedgerSaysWhatTheAccountantSays() {
        List<PrivacyFigure> central = run(promised, "central-dp").privacy();
        // Two folds, stated after rounds 4 and 8, ten hospitals.
        assertEquals(40, central.size());
        PrivacyFigure last = central.getLast();
        assertEquals(Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(2), 0.4, 8)), 1e-3), last.epsilon());
        assertEquals(8, last.rounds());
        assertTrue(central.stream().filter(its -> its.round() == 4).allMatch(its -> its.epsilon() < last.epsilon()));
        // In the local model each has its own count, by whether it was invited.
        Run local = run(promised, "local-dp");
        for (PrivacyFigure figure : local.privacy()) {
            long invited = local.nodes().stream()
                    .filter(its -> its.fold() == figure.fold() && its.node().equals(figure.hospital()) && its.round() <= figure.round()).count();
            assertEquals(invited, figure.rounds());
            assertEquals(invited == 0 ? 0 : Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(figure.noiseMultiplier()), 1, figure.rounds())), 1e-3), figure.epsilon());
            assertTrue(figure.epsilon() <= 50);
        }
    }

    @Test
    void logTablesAndReportHaveIt() {
        Run run = run(promised, "central-dp");
        List<String> spent = run.decisions().stream().filter(its -> its.action().equals("privacy-spent")).map(its -> its.reason()).distinct().toList();
        assertEquals(2, spent.size());
        assertTrue(spent.getFirst().startsWith("central-dp: each hospital has spent at most epsilon "), spent.toString());
        Tables tables = new Tables(promised.study(), promised.runs());
        assertTrue(String.valueOf(tables.all().get("privacy.csv")).contains(",central-dp,hospital,central,"));
        assertTrue(String.valueOf(tables.all().get("privacy-audits.csv")).contains(",local-dp,"));
        String html = Report.html(promised.study(), promised.runs());
        assertTrue(html.contains("What was spent of privacy") && html.contains("not disproved"));
        for (PrivacyAudit audit : run.audits()) {
            assertFalse(audit.broken(), audit.toString());
        }
    }

    /** Two of ten send twenty times the opposite: the bound holds them, where it is the coordinator's; in the local model nobody makes them keep it. */
    @Test
    void theCoordinatorsBoundBindsTheAdversary() {
        double open = attacked.figure("sign-flip", "mean (weighted false)");
        double central = attacked.figure("sign-flip", "mean (weighted false) + central-dp");
        double local = attacked.figure("sign-flip", "mean (weighted false) + local-dp");
        assertTrue(central > open + 0.2 && central > local + 0.2, open + " without, " + central + " central, " + local + " local");
    }
}
