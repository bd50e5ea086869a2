package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.WireFigure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs with somebody on the lines of eight of ten hospitals: what hurts in the clear is refused where messages are signed or sealed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineAttackTest {
    private final Lab open;
    private final Lab signed;
    private final Lab sealed;

    LineAttackTest(@TempDir Path folder) {
        open = Lab.run(folder.resolve("none"), study("none", ALL));
        signed = Lab.run(folder.resolve("authenticated"), study("authenticated", ALL));
        sealed = Lab.run(folder.resolve("sealed"), study("sealed", ALL));
    }

    private static final String ALL = "{kind: eavesdrop}, {kind: bit-flip}, {kind: plaintext-sign-flip, scale: 5}, {kind: downgrade}, {kind: replay}, "
            + "{kind: impersonate, deviation: 10}, {kind: flood, messages: 3, deviation: 10}, {kind: oversize, times: 10}, {kind: drop-target}, {kind: reorder-hold}";

    private static String study(String security, String attacks) {
        return """
                name: lines
                data: {kind: wdbc}
                hospitals: 10
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.1}
                channel: {security: %s}
                adversary: {nodes: 8, attack: {kind: none}}
                inference: [{kind: label-inference, targets: 3}]
                rule: {kind: mean, weighted: false}
                rounds: 8
                quorum: 0.1
                evaluation: {every: 8, metric: loss, validation: 0, folds: 2}
                matrix:
                  adversary.attack: [%s]
                """.formatted(security, attacks);
    }

    private static Run run(Lab lab, String attack) {
        return lab.study().cells().stream().filter(cell -> cell.attack().startsWith(attack)).findFirst().map(lab::run)
                .orElseThrow(() -> new AssertionError("no cell " + attack));
    }

    private static String model(Lab lab, String attack) {
        return run(lab, attack).rounds().getLast().test().toString();
    }

    private static WireFigure wire(Lab lab, String attack) {
        List<WireFigure> wire = run(lab, attack).wire();
        assertEquals(1, wire.size(), attack);
        assertEquals(wire.getFirst().attempted(), wire.getFirst().accepted() + wire.getFirst().refused().values().stream().mapToInt(Integer::intValue).sum());
        return wire.getFirst();
    }

    // Loss is measured: what an invented or old update does to a model that is nearly right shows there first.
    @ParameterizedTest
    @ValueSource(strings = {"bit-flip", "plaintext-sign-flip", "downgrade", "impersonate", "flood"})
    void inTheClearTheyAreBelievedAndHurt(String attack) {
        assertTrue(wire(open, attack).accepted() > 0, attack);
        double harm = open.figure(attack, "mean") - open.figure("none", "mean");
        assertTrue(harm > 0.1 || Double.isNaN(harm), attack + " costs " + harm);
    }

    @Test
    void inTheClearAnOldUpdateCountsInPlaceOfEachNewOne() {
        // In seven rounds of two folds, on eight lines.
        assertEquals(7 * 2 * 8, wire(open, "replay").accepted());
        assertTrue(!model(open, "replay").equals(model(open, "none")));
    }

    /** What comes ahead of a message and is refused changes nothing. */
    @ParameterizedTest
    @CsvSource({"replay, of another round, of another round", "impersonate, its certificate is not the consortium's, not sealed with the agreed keys",
        "flood, its certificate is not the consortium's, not sealed with the agreed keys"})
    void whatIsSentAheadIsRefusedAndTheRoundIsAsIfNobodyWereThere(String attack, String ofSigned, String ofSealed) {
        assertEquals(model(open, "none"), model(signed, attack));
        assertEquals(model(open, "none"), model(sealed, attack));
        assertEquals(List.of(ofSigned), List.copyOf(wire(signed, attack).refused().keySet()));
        assertEquals(List.of(ofSealed), List.copyOf(wire(sealed, attack).refused().keySet()));
        assertEquals(0, wire(signed, attack).accepted() + wire(sealed, attack).accepted());
        assertTrue(run(sealed, attack).nodes().stream().anyMatch(node -> node.fate().equals("accepted") && node.reason().contains(ofSealed)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bit-flip", "plaintext-sign-flip", "downgrade", "oversize"})
    void whatIsChangedIsRefusedAndTheRoundIsAsIfItWereLost(String attack) {
        for (Lab lab : List.of(signed, sealed)) {
            assertEquals(0, wire(lab, attack).accepted(), attack);
            assertEquals(8 * 2 * 8, wire(lab, attack).attempted(), attack);
            assertEquals(model(open, "drop-target"), model(lab, attack));
            assertTrue(run(lab, attack).nodes().stream().filter(node -> node.fate().equals("refused")).count() == 8 * 2 * 8, attack);
        }
    }

    @Test
    void modelsOnTheirWayDownAreBelievedInTheClearAndRefusedElsewhere(@TempDir Path folder) {
        String attacks = "{kind: bit-flip, way: down}, {kind: plaintext-sign-flip, scale: 5, way: down}, {kind: replay, way: down}, {kind: drop-target, way: down}";
        Lab clear = Lab.run(folder.resolve("clear"), study("none", attacks));
        Lab closed = Lab.run(folder.resolve("closed"), study("sealed-hybrid", attacks));
        for (String attack : List.of("bit-flip", "plaintext-sign-flip", "replay")) {
            assertTrue(wire(clear, attack).accepted() > 0, attack);
            assertTrue(!model(clear, attack).equals(model(clear, "none")), attack);
            assertEquals(0, wire(closed, attack).accepted(), attack);
            // An old model comes ahead of the new one, which then counts; a changed one comes in its place.
            assertEquals(model(clear, attack.equals("replay") ? "none" : "drop-target"), model(closed, attack), attack);
        }
        // Trained at the opposite of the model, each step goes as far as a step can, whatever was reached: with long steps, far beyond.
        Lab longSteps = Lab.run(folder.resolve("long"), study("none", "{kind: plaintext-sign-flip, scale: 5, way: down}").replace("learningRate: 0.1", "learningRate: 3"));
        double harm = longSteps.figure("plaintext-sign-flip", "mean") - longSteps.figure("none", "mean");
        assertTrue(harm > 0.1, "a model turned round costs " + harm);
        assertEquals(8 * 2 * 8, run(closed, "bit-flip").nodes().stream().filter(node -> node.reason().startsWith("it refused the invitation: ")).count());
        Lab both = Lab.run(folder.resolve("both"), study("sealed", "{kind: bit-flip, way: both}"));
        // Whom no model reaches sends no update that could be struck.
        assertEquals(8 * 2 * 8, wire(both, "bit-flip").attempted());
    }

    @Test
    void whatIsDroppedOrHeldUpIsLostWhateverProtectsIt() {
        for (Lab lab : List.of(open, sealed)) {
            assertEquals(model(open, "drop-target"), model(lab, "drop-target"));
            assertEquals(model(open, "drop-target"), model(lab, "reorder-hold"));
            assertTrue(run(lab, "reorder-hold").nodes().stream().anyMatch(node -> node.fate().equals("late")));
        }
    }

    @Test
    void theEavesdropperLearnsWhatIsInTheClear() {
        for (Lab lab : List.of(open, signed)) {
            Leakage read = run(lab, "eavesdrop").leakage().getFirst();
            assertEquals("wire", read.knowledge());
            assertTrue(read.contributions() > 0 && read.figures().containsKey("labels"), read.toString());
        }
        Leakage nothing = run(sealed, "eavesdrop").leakage().getFirst();
        assertEquals(0, nothing.contributions() + nothing.bytes());
        assertTrue(nothing.figures().isEmpty(), () -> "seed 1 " + nothing);
        assertEquals(model(open, "none"), model(sealed, "eavesdrop"));
    }

    @Test
    void bothDriversAgree(@TempDir Path folder) {
        String some = "{kind: replay, recorded: 2, otherRun: true}, {kind: impersonate, stolen: true}, {kind: bit-flip}";
        for (String security : List.of("none", "sealed-hybrid")) {
            Lab loop = Lab.run(folder.resolve(security), study(security, some));
            Lab actors = Lab.run(folder.resolve(security + " actors"), study(security, some), new Simulation(2));
            assertEquals(loop.runs(), actors.runs(), security);
        }
    }

    @Test
    void whereNobodyCanSitIsRefused(@TempDir Path folder) {
        refused("a coalition owns hospitals", "adversary: {nodes: 2, attack: {kind: zero}, coalitions: [{nodes: 1, attack: {kind: flood}}]}", folder);
        refused("which sits on lines; leave them out", "adversary: {nodes: 2, attack: {kind: flood}, coalitions: [{nodes: 1, attack: {kind: zero}}]}", folder);
        refused("owns no node; write data: own", "adversary: {nodes: 2, data: none, attack: {kind: flood}}", folder);
        refused("under secure aggregation there are none on the line", "adversary: {nodes: 2, attack: {kind: flood}}\nsecureAggregation: {kind: bonawitz}", folder);
    }

    private static void refused(String words, String adversary, Path folder) {
        String yaml = study("none", "").replace("adversary: {nodes: 8, attack: {kind: none}}", adversary).replaceAll("(?s)matrix:.*", "");
        Refusal refusal = assertThrows(Refusal.class, () -> Lab.run(folder, yaml));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }
}
