package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.WireFigure;
import org.fedrange.simulator.round.Leg;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.wire.Flipping;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bit turned in any message of a whole run, down or up, in any exchange: refused, counted, audited, and the run ends with the model with which it ends
 * if that message is lost. {@code ReceiverTest} turns every bit of one message.
 */
class TurnedBitTest {
    @TempDir
    private Path folder = Path.of("");

    private int runs;

    private static final int HOSPITALS = 3;

    /** What a run left. */
    private record Left(Run run, String audit, String models) {}

    private Left run(String security, String more, UnaryOperator<Line> line) {
        Path its = folder.resolve(String.valueOf(runs++));
        Lab lab = Lab.run(its, """
                name: bits
                data: {kind: synthetic, examples: 60, features: 3}
                partition: {kind: iid}
                hospitals: 3
                model: {kind: softmax}
                training: {kind: distributed-sgd, learningRate: 0.3, batchSize: 8}
                channel: {security: %s}
                rule: {kind: mean, weighted: false}
                quorum: 0.5
                %s
                """.formatted(security, more), new Watched(new LoopDriver(), line, seen -> { }));
        Run run = lab.run(lab.study().cells().getFirst());
        ResultsFolder results = new ResultsFolder(its);
        try {
            StringBuilder audit = new StringBuilder();
            for (String file : List.of("log.jsonl", "details.jsonl")) {
                audit.append(Files.readString(its.resolve("audit").resolve(run.cell()).resolve(file), StandardCharsets.UTF_8));
            }
            return new Left(run, audit.toString(), model(results, run, 1) + " " + model(results, run, 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String model(ResultsFolder results, Run run, int fold) throws IOException {
        return Sha256.hex(Files.readAllBytes(results.model(run.cell(), fold)));
    }

    private static String study(boolean masked) {
        return (masked ? "rounds: 1\nsecureAggregation: {kind: bonawitz, coordinator: malicious}" : "rounds: 2") + "\nevaluation: {every: 2, validation: 0, folds: 2}";
    }

    /** Every message of the first hospitals. */
    private List<Leg> messages(String security, boolean masked, int hospitals) {
        List<Leg> legs = Collections.synchronizedList(new ArrayList<>());
        run(security, study(masked), line -> Flipping.none(line, legs));
        List<Leg> messages = legs.stream().distinct().toList();
        assertEquals(masked ? HOSPITALS * 5 * 2 : HOSPITALS * 2 * 2, messages.size());
        return messages.stream().filter(leg -> leg.node().index() < hospitals).toList();
    }

    private void turned(List<String> levels, boolean masked, int hospitals, int bits) {
        SortedSet<String> reasons = new TreeSet<>();
        for (Leg leg : messages(levels.getFirst(), masked, hospitals)) {
            Left lost = run(levels.getFirst(), study(masked), line -> new Flipping(line, leg, -1, new ArrayList<>()));
            for (String level : levels) {
                for (int draw = 0; draw < bits; draw++) {
                    turned(level, masked, leg, draw, lost, reasons);
                }
            }
        }
        assertTrue(reasons.size() > 1, reasons.toString());
    }

    private void turned(String level, boolean masked, Leg leg, int draw, Left lost, SortedSet<String> reasons) {
        // Another bit in each of the two folds.
        AtomicInteger bit = new AtomicInteger(2 * draw);
        Left turned = run(level, study(masked), line -> new Flipping(line, leg, bit.getAndIncrement(), new ArrayList<>()));
        WireFigure wire = turned.run().wire().getFirst();
        assertEquals(List.of(1, 0, 2), List.of(turned.run().wire().size(), wire.accepted(), wire.attempted()), leg::toString);
        assertEquals(lost.models(), turned.models(), leg::toString);
        for (String reason : wire.refused().keySet()) {
            assertTrue(turned.audit().contains(reason), () -> leg + ": " + reason);
            reasons.add(reason);
        }
    }

    @Test
    void isRefusedCountedAuditedAndAsIfTheMessageWereLost() {
        turned(List.of("sealed", "sealed-hybrid"), false, HOSPITALS, 1);
    }

    @Test
    void alsoInEveryExchangeOfSecureAggregation() {
        turned(List.of("sealed"), true, 1, 1);
    }

    @Test
    @Tag("full")
    void manyBitsAtEveryLevel() {
        turned(List.of("authenticated", "sealed", "sealed-hybrid"), false, HOSPITALS, 4);
        turned(List.of("authenticated", "sealed", "sealed-hybrid"), true, HOSPITALS, 2);
    }

    @Test
    void aLostMessageIsMissed() {
        Leg first = messages("sealed", false, 1).getFirst();
        assertNotEquals(run("sealed", study(false), line -> line).models(), run("sealed", study(false), line -> new Flipping(line, first, -1, new ArrayList<>())).models());
    }

    @Test
    void inTheClearItIsBelieved() {
        List<Leg> legs = Collections.synchronizedList(new ArrayList<>());
        String study = "rounds: 1\nadversary: {nodes: 2, attack: {kind: bit-flip, bits: 1}}\nevaluation: {every: 1, validation: 0, folds: 2}";
        Left turned = run("none", study, line -> Flipping.none(line, legs));
        assertTrue(turned.run().wire().getFirst().accepted() > 0, turned.run().wire().toString());
        assertNotEquals(turned.models(), run("none", study.replace("bit-flip, bits: 1", "none"), line -> line).models());
    }
}
