package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.evidence.Proportion.Verdict;
import org.fedrange.simulator.results.BaseRate;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.PrivacyAudit;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;

class ResidualRiskTest {
    private static final ThreatCatalogue CATALOGUE = ThreatCatalogue.read();

    private final List<StudyRecord.Entry> cells = new ArrayList<>();
    private final Map<String, Run> runs = new TreeMap<>();

    /** A cell and its run, which ends with this balanced accuracy; its twin is the same defense and seed without attack. */
    private void cell(String attack, String knowledge, String defense, long seed, double accuracy, int aimed, int deceived) {
        String id = attack + " " + defense + " " + seed;
        String experiment = "{\"adversary\":{\"knowledge\":\"" + knowledge + "\",\"attack\":{\"kind\":\"" + attack + "\"}}}";
        cells.add(new StudyRecord.Entry(
                id, id, true, attack, defense, Map.of(), seed, "none " + defense + " " + seed, attack + " mean " + seed, "digest", true, new Shape(2, 2), experiment));
        Round last = new Round(
                1, 1, 0, 0, 2, 0, 0, 0, 0, 0.5, 1, 1, 1, Map.of(), Map.of(Metric.BALANCED_ACCURACY, accuracy), 1, aimed, deceived, new TreeMap<>(), null);
        runs.put(id, new Run(id, 1, 1, List.of(last), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1, "root"));
    }

    private void cell(String attack, String defense, long seed, double accuracy) {
        cell(attack, "own", defense, seed, accuracy, 0, 0);
    }

    private ResidualRisk risk() {
        StudyRecord.Deal deal = new StudyRecord.Deal("toy", 1, List.of("no", "yes"), List.of("A"), List.of(List.of(1, 1)), List.of());
        return new ResidualRisk(
                new StudyRecord("toy", "build", "", Metric.BALANCED_ACCURACY, new Study.Risk(0.2, 0.05, 0.5, 0.1, 0.9, 0.1, List.of(), List.of(), List.of()), List.of("seed"), cells,
                        List.of(deal), List.of(), null, List.of(), null),
                runs, CATALOGUE);
    }

    @Test
    void theWorstAttackIsChosenOnOneHalfAndReportedOnTheOther() {
        // Seeds 1 and 2 choose, 3 and 4 report. sign-flip wins on 1 and 2, and on 3; zero wins on 3 and 4 only, which nobody may use to choose it.
        for (long seed = 1; seed <= 4; seed++) {
            cell("none", "median", seed, 0.8);
            cell("sign-flip", "median", seed, seed <= 3 ? 0.65 : 0.78);
            cell("zero", "median", seed, seed >= 3 ? 0.5 : 0.79);
        }
        ResidualRisk.Row row = risk().rows().getFirst();
        assertEquals("FL-T01", row.threat().id());
        assertEquals("sign-flip", row.attack());
        assertEquals(new Proportion(1, 2), row.measured());
        assertTrue(row.chosenApart());
        assertEquals(2, row.attacks());
        // Severity: (0.8 - 0.65) / (0.8 - 0.5) = 0.5 and 0.02 / 0.3 = 0.0667.
        assertEquals((0.5 + 0.02 / 0.3) / 2, row.severity(), 1e-9);
        assertEquals(Verdict.INCONCLUSIVE, row.verdict());
        assertNull(row.effect(), "there is no plain mean to compare with");
        // Both attacks stand there with all their seeds, whichever was chosen.
        assertEquals(List.of(new Proportion(3, 4), new Proportion(2, 4)), risk().attempts().stream().map(ResidualRisk.Attempt::measured).toList());
        assertEquals(List.of("sign-flip", "zero"), risk().attempts().stream().map(ResidualRisk.Attempt::attack).toList());
    }

    @Test
    void oneAttackReportsOnAllSeeds() {
        for (long seed = 1; seed <= 14; seed++) {
            cell("none", "median", seed, 0.8);
            cell("sign-flip", "median", seed, 0.76);
        }
        ResidualRisk.Row row = risk().rows().getFirst();
        assertEquals(new Proportion(0, 14), row.measured());
        assertEquals(Verdict.WITHIN, row.verdict());
        assertEquals(0, row.furtherRuns());
        assertEquals(ResidualRisk.Grade.MEASURED, row.grade());
    }

    @Test
    void aDefenseIsComparedWithThePlainMeanSeedBySeed() {
        for (long seed = 1; seed <= 6; seed++) {
            cell("none", "mean", seed, 0.8);
            cell("none", "median", seed, 0.8);
            cell("optimal-little-is-enough", "all-updates-and-rule", "mean", seed, 0.5, 0, 0);
            cell("optimal-little-is-enough", "all-updates-and-rule", "median", seed, seed == 1 ? 0.6 : 0.79, 0, 0);
        }
        List<ResidualRisk.Row> rows = risk().rows();
        assertEquals(List.of("mean", "median"), rows.stream().map(ResidualRisk.Row::defense).toList());
        assertNull(rows.get(0).effect());
        // Five of six prevented, none caused: p = 2 / 2^5.
        ResidualRisk.Effect effect = Objects.requireNonNull(rows.get(1).effect());
        assertEquals(5, effect.prevented());
        assertEquals(0, effect.caused());
        assertEquals(2 / 32.0, effect.p(), 1e-12);
        assertEquals(ResidualRisk.Grade.MEASURED_WITH_ADAPTIVE_ATTACKER, rows.get(1).grade());
        assertEquals(Verdict.EXCEEDS, rows.get(0).verdict());
    }

    @Test
    void whatTheAdversaryKnowsButDoesNotUseMakesNoAttackAdaptive() {
        cell("none", "mean", 1, 0.8);
        cell("sign-flip", "all-updates-and-rule", "mean", 1, 0.5, 0, 0);
        assertEquals(ResidualRisk.Grade.MEASURED, risk().rows().getFirst().grade());
        cell("optimal-inner-product", "all-updates-and-rule", "mean", 1, 0.7, 0, 0);
        assertEquals(ResidualRisk.Grade.MEASURED_WITH_ADAPTIVE_ATTACKER, risk().rows().getFirst().grade());
    }

    @Test
    void coalitionsCountForTheThreatOfEachAndOneThatTriesTheRuleIsEnough() {
        cell("none", "mean", 1, 0.8);
        mixed("{\"attack\":{\"kind\":\"none\"},\"coalitions\":[{\"attack\":{\"kind\":\"label-flip\"}},{\"attack\":{\"kind\":\"zero\"}},{\"attack\":{\"kind\":\"sign-flip\"}}]}");
        List<ResidualRisk.Row> rows = risk().rows();
        assertEquals(List.of("FL-T01", "FL-T02"), rows.stream().map(row -> row.threat().id()).toList());
        assertEquals(List.of(1, 1), rows.stream().map(ResidualRisk.Row::attacks).toList(), "zero and sign-flip are one threat's, and one cell");
        assertEquals(List.of(ResidualRisk.Grade.MEASURED, ResidualRisk.Grade.MEASURED), rows.stream().map(ResidualRisk.Row::grade).toList());
        cells.removeLast();
        mixed("{\"attack\":{\"kind\":\"label-flip\"},\"coalitions\":[{\"attack\":{\"kind\":\"adaptive\"}}]}");
        assertEquals(ResidualRisk.Grade.MEASURED_WITH_ADAPTIVE_ATTACKER, risk().rows().getLast().grade());
    }

    /** A cell of several coalitions, which ends at 0.5. */
    private void mixed(String adversary) {
        cell("mixed", "own", "mean", 1, 0.5, 0, 0);
        StudyRecord.Entry its = cells.removeLast();
        cells.add(new StudyRecord.Entry(its.id(), its.identity(), true, its.attack(), its.defense(), Map.of(), its.seed(), its.twin(), its.baseline(), "digest", true, its.shape(),
                "{\"adversary\":" + adversary + "}"));
    }

    @Test
    void aBackdoorMustDeceiveAndGoUnnoticed() {
        cell("none", "mean", 1, 0.8);
        cell("backdoor", "own", "mean", 1, 0.78, 10, 6);
        assertEquals(new Proportion(1, 1), risk().rows().getFirst().measured());
        assertEquals(0.6, risk().rows().getFirst().severity(), 1e-12);
        runs.clear();
        cells.clear();
        cell("none", "mean", 1, 0.8);
        cell("backdoor", "own", "mean", 1, 0.6, 10, 6); // everybody notices
        assertEquals(new Proportion(0, 1), risk().rows().getFirst().measured());
    }

    /** What the models without attack tell the patients aimed at. */
    private void anyway(String id, int aimed, int deceived) {
        runs.computeIfPresent(id, (cell, run) -> run.beside(new BaseRate(aimed, deceived)));
    }

    @Test
    void whatHappensAnywayIsCountedBesideTheVerdictAndNotInIt() {
        // A success is half of those aimed at. Seeds 1 and 2 succeed only under attack, 3 with and without it, 4 only without.
        int[] attacked = {6, 7, 8, 2};
        int[] untouched = {1, 2, 5, 6};
        for (int seed = 1; seed <= 4; seed++) {
            cell("none", "mean", seed, 0.8);
            cell("targeted-flip", "own", "mean", seed, 0.78, 10, attacked[seed - 1]);
            anyway("targeted-flip mean " + seed, 10, untouched[seed - 1]);
        }
        ResidualRisk.Row row = risk().rows().getFirst();
        assertEquals(new Proportion(3, 4), row.measured());
        // Told anyway: (0.1 + 0.2 + 0.5 + 0.6) / 4 = 0.35.
        assertEquals(new Excess(0.35, 2, 2, 1, 4), row.excess());
        assertEquals(0.25, Objects.requireNonNull(row.excess()).excess(), 1e-12);
    }

    @Test
    void withoutTheTwinsAnswerThereIsNoExcess() {
        cell("none", "mean", 1, 0.8);
        cell("targeted-flip", "own", "mean", 1, 0.78, 10, 6);
        cell("sign-flip", "mean", 1, 0.7);
        anyway("sign-flip mean 1", 0, 0);
        risk().rows().forEach(row -> assertNull(row.excess(), row.threat().id()));
    }

    /** Observers of a cell that is there already. */
    private void observed(String id, Leakage... leakage) {
        runs.computeIfPresent(id, (cell, its) -> new Run(
                cell, 1, 1, its.rounds(), its.nodes(), its.hospitals(), its.classes(), its.decisions(), its.privacy(), its.audits(), List.of(leakage), its.wire(), 1, "root"));
    }

    private static Leakage members(String kind, String knowledge, double found) {
        return new Leakage(kind, knowledge, 1, 8, "ab", 40, new TreeMap<>(Map.of("tprAtFpr0.1", found)), List.of(), List.of());
    }

    @Test
    void observersAreCountedAndTheWorstIsChosenOnOtherSeeds() {
        // Learned is a tenth of what chance misses: found from 0.19 on. On seeds 1 and 2 lira does; on 3 and 4, which report, once.
        double[] lira = {0.5, 0.5, 0.5, 0.1};
        double[] rmia = {0.1, 0.1, 0.9, 0.9};
        for (int seed = 1; seed <= 4; seed++) {
            cell("none", "mean", seed, 0.8);
            observed("none mean " + seed, members("lira", "released-models", lira[seed - 1]), members("rmia", "released-models", rmia[seed - 1]));
        }
        List<ResidualRisk.Row> rows = risk().rows();
        assertEquals(1, rows.size());
        ResidualRisk.Row row = rows.getFirst();
        assertEquals("FL-T06", row.threat().id());
        assertEquals("lira (released-models)", row.attack());
        assertEquals(new Proportion(1, 2), row.measured());
        assertTrue(row.chosenApart());
        assertEquals(ResidualRisk.Grade.MEASURED, row.grade());
        // Severity: the skill, (0.5 - 0.1) / 0.9 and 0.
        assertEquals(0.4 / 0.9 / 2, row.severity(), 1e-12);
    }

    @Test
    void whoSeesWhatTheCoordinatorSeesCountsForTheCuriousCoordinatorToo() {
        cell("sign-flip", "mean", 1, 0.8);
        observed("sign-flip mean 1", members("gradient-alignment", "aggregator-view", 0.9), members("gradient-alignment", "aggregator-view", 0.1));
        List<ResidualRisk.Row> rows = risk().rows();
        assertEquals(List.of("FL-T06", "FL-T12"), rows.stream().map(row -> row.threat().id()).toList());
        assertEquals("gradient-alignment (aggregator-view) 1 beside sign-flip", rows.getLast().attack());
        assertEquals(2, rows.getLast().attacks());
    }

    @Test
    void whatHospitalsDoIsComparedWithNothingDefending() {
        for (int seed = 1; seed <= 2; seed++) {
            cell("none", "mean", seed, 0.8);
            observed("none mean " + seed, members("lira", "released-models", 0.9));
            cell("none", "mean + local-dp", seed, 0.7);
            observed("none mean + local-dp " + seed, members("lira", "released-models", 0.1));
            StudyRecord.Entry its = cells.removeLast();
            cells.add(new StudyRecord.Entry(
                    its.id(), its.identity(), true, its.attack(), its.defense(), Map.of(), seed, its.twin(), its.id(), "digest", true, its.shape(),
                    "{\"adversary\":{\"attack\":{\"kind\":\"none\"}},\"defenses\":[{\"kind\":\"local-dp\"}]}"));
        }
        List<ResidualRisk.Row> rows = risk().rows();
        assertEquals(List.of(true, false), rows.stream().map(ResidualRisk.Row::plain).toList());
        assertNull(rows.getFirst().effect());
        assertEquals(2, Objects.requireNonNull(rows.getLast().effect()).prevented());
    }

    @Test
    void aBoundThatCanariesDidNotDisproveIsMoreThanACount() {
        cell("none", "mean", 1, 0.8);
        observed("none mean 1", members("lira", "released-models", 0.2));
        assertEquals(ResidualRisk.Grade.MEASURED, risk().rows().getFirst().grade());
        audited("none mean 1", 2.0);
        assertEquals(ResidualRisk.Grade.BOUND_CONFIRMED_BY_MEASUREMENT, risk().rows().getFirst().grade());
        audited("none mean 1", 4.0); // more than is promised
        assertEquals(ResidualRisk.Grade.MEASURED, risk().rows().getFirst().grade());
    }

    /** Epsilon 3 is promised, and so much was measured. */
    private void audited(String id, double measured) {
        runs.computeIfPresent(id, (cell, its) -> new Run(
                cell, 1, 1, its.rounds(), its.nodes(), its.hospitals(), its.classes(), its.decisions(), its.privacy(), List.of(new PrivacyAudit("local-dp", 3, measured, null, 1e-5, 100)),
                its.leakage(), its.wire(), 1, "root"));
    }

    @Test
    void aModelThatIsNoNumberHasLostAll() {
        cell("none", "mean", 1, 0.8);
        cell("sign-flip", "mean", 1, Double.NaN);
        ResidualRisk.Row row = risk().rows().getFirst();
        assertEquals(1, row.severity());
        assertEquals(1, row.measured().successes());
    }

    @Test
    void whatIsNotMeasuredIsSaid() {
        cell("none", "mean", 1, 0.8);
        cell("sign-flip", "mean", 1, 0.7);
        assertEquals(CATALOGUE.threats().size() - 1, risk().unmeasured().size());
        assertFalse(risk().unmeasured().stream().anyMatch(threat -> threat.id().equals("FL-T01")));
        assertTrue(RiskTable.csv(risk()).startsWith("threat,title,defense,worst_attack,"));
    }
}
