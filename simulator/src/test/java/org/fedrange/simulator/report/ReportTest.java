package org.fedrange.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.data.Shape;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.WorstCase;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String PAGE = Report.html(Given.study("toy <script>", 0.1), Given.runs());

    @Test
    void theHeatMapShowsMeansRangesAndWhatIsMoreThanTolerated() {
        // Under attack (0.5 + 0.3) / 2, without (0.8 + 0.7) / 2: a loss of 0.35.
        assertTrue(PAGE.contains("\u25bc 0.400</a><small>0.300 to 0.500</small>"), PAGE);
        assertTrue(PAGE.contains(">0.750</a><small>0.700 to 0.800</small>"), PAGE);
        assertFalse(Report.html(Given.study("toy", 0.4), Given.runs()).contains("\u25bc 0.400"));
    }

    /** 0.5 and 0.3 under attack, 0.8 and 0.7 without: differences -0.3 and -0.4. Two seeds decide nothing, and that is said. */
    @Test
    void whatWasClaimedStandsFirstWithItsNumbers() {
        Claim.Arm attacked = arm("sign-flip", "a1", "a2");
        Claim claim = new Claim("flips <harm>", "us", "accuracy", attacked, false, arm("none", "n1", "n2"), 0, 0.1);
        WorstCase figure = new WorstCase("adversary.nodes", "partition", List.of("adversary.attack"), List.of(), List.of("2"), List.of("iid"), List.of(List.of(attacked)));
        StudyRecord given = Given.study("toy", 0.1);
        StudyRecord study = new StudyRecord(
                "toy", "build", "", given.metric(), given.risk(), given.axes(), given.cells(), given.deals(), List.of(), null, List.of(claim), figure);
        String page = Report.html(study, Given.runs());
        assertTrue(page.contains("Of 1 claim 0 held, 0 did not, 1 undecided."), page);
        assertTrue(page.contains("flips &lt;harm&gt;<small>us</small></th><td class=\"word outcome undecided\">undecided</td>"), page);
        assertTrue(page.contains("accuracy: sign-flip is below none by more than 0.1<small>0.400 against 0.750, difference -0.350 (-0.400 to -0.300) over 2 seeds"), page);
        assertTrue(page.contains("<td class=\"heat h4\">0.400<small>0.300 to 0.500</small><small>under flip</small></td>"), page);
        assertTrue(page.indexOf("whether it held here") < page.indexOf("The worst case by adversary.nodes"), page);
        assertTrue(page.indexOf("The worst case by adversary.nodes") < page.indexOf("Attacks against defenses"), page);
        assertFalse(PAGE.contains("whether it held here") || PAGE.contains("claim"), PAGE);
        assertTrue(page.contains("<th scope=\"col\" class=\"word\">compared</th>"), page);
    }

    private static Claim.Arm arm(String label, String... cells) {
        return new Claim.Arm(label, 0, List.of(new Claim.Option("", List.of(new Claim.Case("flip", List.of(cells))))));
    }

    /** Epsilon 2.25 is promised, and a tenth of the members found at every rate: at FPR 0.001 at most e^2.25 / 1000 + 1e-5 = 0.0095 may be. */
    @Test
    void whatAnyAttackMayFindUnderThePromiseIsDrawnBesideWhatOneFound() {
        SortedMap<String, Run> runs = new TreeMap<>();
        Leakage members = new Leakage("lira", "released-models", 3, 800, "ab", 100, new TreeMap<>(Map.of("auc", 0.6)), Collections.nCopies(31, 0.1), List.of());
        Given.runs().forEach((cell, run) -> runs.put(cell, new Run(
                run.cell(), run.finalRound(), run.bestRound(), run.rounds(), run.nodes(), run.hospitals(), run.classes(), run.decisions(), run.privacy(),
                run.audits(), List.of(members), run.wire(), run.events(), run.logRoot())));
        String page = Report.html(Given.study("toy", 0.1), runs);
        assertTrue(page.contains("at most, epsilon 2.25: "), page);
        // On axes of 260 from 0.001 to 1, beginning at 44 and 286: y = 286 - 260 (1 + lg 0.0095 / 3) = 286 - 260 x 0.3259 = 201.3.
        assertTrue(page.contains("<polyline points=\"44.0,201.3 "), page);
        assertFalse(PAGE.contains("at most, epsilon"), PAGE);
    }

    @Test
    void whoWasRefusedIsCountedForHonestAndByzantine() {
        // South is Byzantine: never used, 0.25 of the aggregate in one of two rounds.
        assertTrue(PAGE.contains("<td>100 %</td><td>0 %</td><td>13 %</td><td>0</td>"), PAGE);
    }

    @Test
    void whoPaysIsSaidForTheHospitalAndTheClassThatLoseMost() {
        // Seed by seed 0.8 - 0.5 and 0.7 - 0.3, for North too; of class "no" half as much; "yes" and South have too few patients.
        assertTrue(PAGE.contains("<td>0.350<small>0.300 to 0.400</small></td><td class=\"word\">North: 0.350</td><td>0.350</td>"
                + "<td class=\"word\">no: 0.175</td><td>0 %</td><td class=\"word\">nobody</td>"), PAGE);
        // The plain mean without attack is compared with nothing: it pays for no defense.
        assertFalse(PAGE.contains("<th scope=\"row\">none</th><td class=\"word\">mean</td><td>0.000"), PAGE);
    }

    @Test
    void behindEachFieldAreItsCurveItsVerdictsAndItsHospitals() {
        // Of South, Byzantine, nothing was judged in round 1 and its update left out in round 2: a pale second half, x = 190 + 260 / 2.
        assertTrue(PAGE.contains("<a href=\"#cell-2-1\">") && PAGE.contains("id=\"cell-2-1\""), PAGE);
        assertTrue(PAGE.contains("Byzantine: South &amp; East</text><rect class=\"k0\" x=\"320.0\" y=\"2\" width=\"130.0\" height=\"11\"/>"), PAGE);
        assertTrue(PAGE.contains("North</text><rect class=\"k4\" x=\"190.0\" y=\"17\" width=\"260.0\" height=\"11\"/>"), PAGE);
        assertTrue(PAGE.contains("<td class=\"word\">honest</td><td>12</td><td>0.500</td><td>0.800</td>"), PAGE);
    }

    @Test
    void theNetworkShowsWhatArrivedWhenAndWhyNot() {
        // The first run of the table is n1: North 80.5 and 81.0 ms; South refused at 90.0, accepted at 82.0. 90.0 is the longest.
        assertTrue(PAGE.contains("<th scope=\"row\">North</th><td>2</td><td>2</td><td>81</td><td>128</td><td></td>"), PAGE);
        assertTrue(
                PAGE.contains("<td>2</td><td>1</td><td>86</td><td>128</td><td class=\"word\">refused: not a finite number, twice (1)</td>"), PAGE);
        // The column's 92 less 18 for a letter.
        assertTrue(PAGE.contains("<rect class=\"c1\" x=\"110.0\" y=\"41.0\" width=\"74.0\" height=\"9\"/>"), PAGE);
    }

    @Test
    void namesAreEscapedAndNothingIsFetched() {
        assertTrue(PAGE.contains("<h1>toy &lt;script&gt;</h1>"), PAGE);
        assertTrue(PAGE.contains("South &amp; East"), PAGE);
        assertFalse(PAGE.contains("<script"), PAGE);
        assertFalse(PAGE.replace("http://www.w3.org/2000/svg", "").matches("(?s).*(https?:|src=|href=\"[^#]|url\\().*"), PAGE);
    }

    @Test
    void smallHospitalsHaveNoFigureAndNoticesAreShown() {
        assertTrue(PAGE.contains("too few patients"), PAGE);
        assertTrue(PAGE.contains("<li>mind the gap</li>") && PAGE.contains("<li>made up</li>"), PAGE);
    }

    @Test
    void aStudyOfWhichNothingIsFinishedHasAReportThatSaysSo() {
        StudyRecord study = Given.study("toy", 0.1);
        String page = Report.html(study, Map.of());
        assertTrue(page.contains("0 of 4 cells finished") && page.contains("not run"), page);
    }

    @Test
    void theTerminalShowsTheSame() {
        assertEquals(
                """
                Final test accuracy, mean over seeds (least to most)

                attack                       mean
                none       0.750 (0.700 to 0.800)
                sign-flip  0.400 (0.300 to 0.500)
                """,
                TextTable.of(Given.study("toy", 0.1), Given.runs()));
    }

    @Test
    void namesOfCurvesThatEndTogetherDoNotCover() {
        Run run = Given.run("a1", 0.5);
        HeatMap.Spread same = new HeatMap.Spread(run.round(2).test().values().iterator().next(), 0.5, 0.5, 1);
        List<Chart.Point> points = List.of(new Chart.Point(1, same), new Chart.Point(2, same));
        String svg = Chart.svg("t", "accuracy", List.of(new Chart.Curve("one", points), new Chart.Curve("two", points)), 2, 0, 1);
        // The plot is 170 high from y = 26: 0.5 lies at 111, its name 4 below, the second name 12 below that.
        assertTrue(svg.contains("y=\"115.0\" text-anchor=\"start\">one<"), svg);
        assertTrue(svg.contains("y=\"127.0\" text-anchor=\"start\">two<"), svg);
        assertTrue(svg.contains("stroke-dasharray=\"none\"") && svg.contains("stroke-dasharray=\"7 4\""), svg);
    }

    @Test
    void manyDefensesGoDown() {
        StudyRecord few = Given.study("toy", 0.1);
        List<StudyRecord.Entry> cells = java.util.stream.IntStream.rangeClosed(1, 9)
                .mapToObj(i -> new StudyRecord.Entry("n1", "n1", true, "none", "rule " + i, Map.of(), 1, "n1", "n1", "", true, new Shape(2, 2), "{}")).toList();
        StudyRecord many = new StudyRecord(
                "many", "build", "", few.metric(), few.risk(), List.of(), cells, few.deals(), List.of(), null, List.of(), null);
        String table = TextTable.of(many, Given.runs());
        assertTrue(table.contains("defense   none\nrule 1   0.800\n"), table);
        String page = Report.html(many, Given.runs());
        assertTrue(page.contains("<th scope=\"col\">defense</th><th scope=\"col\">none</th>"), page);
    }

    /** All three fall below the median with 1/8, all above with 1/8: 1 - 1/4. */
    @Test
    void theReaderIsToldWhatARangePromises() {
        assertTrue(HeatMap.promise(3).contains("3 seeds holds the median of all seeds with a probability of 75.0 %"), HeatMap.promise(3));
        assertTrue(HeatMap.promise(6).contains("96.9 %"), HeatMap.promise(6));
        assertTrue(PAGE.contains(HeatMap.promise(2)), PAGE);
        assertEquals("One seed says nothing of chance.", HeatMap.promise(1));
    }
}
