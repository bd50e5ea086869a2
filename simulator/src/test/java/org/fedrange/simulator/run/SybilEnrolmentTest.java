package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.WireFigure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One hospital of ten under twelve names: where nobody asks who they are they outvote all others, where they must be certified they do not take part. */
class SybilEnrolmentTest {
    @TempDir
    private Path folder = Path.of("");

    private static String study(String security, String adversary) {
        return """
                name: names
                data: {kind: wdbc}
                hospitals: 10
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.1}
                channel: {security: %s}
                adversary: %s
                rule: {kind: mean, weighted: false}
                rounds: 6
                evaluation: {every: 6, metric: balanced-accuracy, validation: 0, folds: 2}
                """.formatted(security, adversary);
    }

    private static String sybils(String means) {
        return "{nodes: 12, data: sybil, attack: {kind: sybil-enrolment, means: " + means + "}}";
    }

    private Lab lab(String name, String yaml) {
        return Lab.run(folder.resolve(name), yaml);
    }

    private static Run run(Lab lab) {
        return lab.run(lab.study().cells().getFirst());
    }

    private static Map<?, ?> figures(Run run) {
        return run.rounds().getLast().test();
    }

    @Test
    void whereNobodyAsksTheyAreInAndHurt() {
        Lab open = lab("open", study("none", sybils("own-authority")));
        assertEquals(11, run(open).wire().getFirst().accepted());
        assertEquals(12 * 2 * 6, run(open).nodes().stream().filter(NodeOutcome::byzantine).count());
        double harm = open.figure("none", "") - open.figure("sybil-enrolment", "");
        assertTrue(harm > 0.2, "they cost " + harm);
    }

    @ParameterizedTest
    @CsvSource({"own-authority, its certificate is not the consortium's", "invented-names, no member of the consortium",
        "several-certificates, its organisation has a certificate", "one-certificate, its certificate is another's"})
    void whoIsNotCertifiedIsRefusedCountedAndAudited(String means, String reason) throws IOException {
        Lab closed = lab("closed", study("authenticated", sybils(means)));
        WireFigure wire = run(closed).wire().getFirst();
        assertEquals(new WireFigure("sybil-enrolment", "authenticated", 11, 0, new java.util.TreeMap<>(Map.of(reason, 11))), wire);
        String details = Files.readString(folder.resolve("closed/audit").resolve(run(closed).cell()).resolve("details.jsonl"));
        assertEquals(11, details.split(java.util.regex.Pattern.quote(reason), -1).length - 1);
        String log = Files.readString(folder.resolve("closed/audit").resolve(run(closed).cell()).resolve("log.jsonl"));
        assertEquals(11, log.split("enrolment-refused", -1).length - 1);
        // What is left is one hospital that attacks alone.
        Lab alone = lab("alone", study("none", "{nodes: 1, attack: {kind: sign-flip}}"));
        assertEquals(figures(run(alone)), figures(run(closed)));
        assertEquals(2 * 6, run(closed).nodes().stream().filter(NodeOutcome::byzantine).count());
        assertNotEquals(closed.figure("none", ""), closed.figure("sybil-enrolment", ""));
    }

    @Test
    void bothDriversAgree() {
        String yaml = study("sealed", sybils("invented-names"));
        assertEquals(lab("loop", yaml).runs(), Lab.run(folder.resolve("actors"), yaml, new Simulation(2)).runs());
    }

    @Test
    void withoutFurtherNamesItIsRefused() {
        Refusal refusal = assertThrows(Refusal.class, () -> lab("own", study("none", "{nodes: 2, attack: {kind: sybil-enrolment}}")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("with data: sybil"), refusal.getMessage());
    }
}
