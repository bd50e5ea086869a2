package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fedrange.defenses.Exclusion;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.run.Deals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defenses that could not act are refused when the experiment is read, with what would help. */
class DefenseRefusalTest {
    private static Study study(String validation, String rule, String defense) {
        String text = """
                name: test
                data: {kind: synthetic, examples: 200, classes: 2, features: 5}
                hospitals: 10
                model: {kind: softmax}
                training: {kind: distributed-sgd, learningRate: 0.1}
                adversary: {nodes: 3, attack: {kind: sign-flip}}
                evaluation: {validation: %s, folds: 2}
                rule: %s
                defenses: [%s]
                rounds: 5
                """.formatted(validation, rule, defense);
        return StudyFile.parse("f.yaml", text, List.of(), new Binder()).study(new Deals(Path.of(".")), "build", "cpu");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0 | {kind: fltrust} | | fltrust needs 100 examples at the coordinator
            0.2 | {kind: fltrust, rootExamples: 20} | | the smallest fold keeps 20: give fewer rootExamples, or a larger evaluation.validation
            0.2 | {kind: krum} | {kind: exclusion} | krum needs at least 2 byzantine + 3 = 9 updates; 3 nodes may be shut out, then 7 send updates
            0.2 | {kind: median} | {kind: pruning, rootExamples: 10} | pruning silences units of the last hidden layer or maps of the last convolution, and this model has neither
            0.2 | {kind: median} | {kind: fine-tuning, learningRate: 0.1} | fine-tuning needs 100 examples at the coordinator
            """)
    void whatCannotActIsRefused(String validation, String rule, String defense, String why) {
        String refused = String.valueOf(
                assertThrows(Refusal.class, () -> study(validation, rule, defense == null ? "" : defense)).getMessage());
        assertTrue(refused.contains(why), refused);
        assertTrue(refused.startsWith("f.yaml, line "), refused);
    }

    @Test
    void whatIsLeftOpenFollowsFromTheExperiment() {
        assertEquals(
                List.of(new Exclusion(5, 3)), study("0.2", "{kind: median}", "{kind: exclusion}").cells().getFirst().experiment().defenses());
        assertEquals(19, study("0.2", "{kind: fltrust, rootExamples: 19}", "").cells().getFirst().experiment().rootExamples());
        // Of ten, one may be shut out, which leaves the nine that krum needs.
        study("0.2", "{kind: krum}", "{kind: exclusion, byzantine: 1}");
    }
}
