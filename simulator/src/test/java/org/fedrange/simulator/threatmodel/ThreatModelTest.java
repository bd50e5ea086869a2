package org.fedrange.simulator.threatmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreatModelTest {
    private static final Path MODELS = Path.of("..", "threat-models");
    private static final String SMALL = """
            name: small
            zones:
              - {id: out, name: Outside, trust: 0}
              - {id: in, name: Inside, trust: 5}
            data:
              - {id: cases, name: Cases, role: training, personal: true}
            elements:
              - {id: giver, type: external, name: Giver, zone: out}
              - {id: taker, type: process, name: Taker, zone: in, role: ingestion, controls: [input-validation]}
            flows:
              - {id: give, name: cases, from: giver, to: taker, data: [cases], controls: [tls]}
            """;

    @TempDir
    private Path folder = Path.of("");

    private ThreatModel model(String text) throws IOException {
        return ThreatModel.read(Files.writeString(folder.resolve("model.yaml"), text));
    }

    private static List<String> at(ThreatModel model, String part) {
        return model.struck().stream().filter(its -> its.part().id().equals(part)).map(its -> its.threat().id()).toList();
    }

    @Test
    void threatsOfASmallPipelineByHand() throws IOException {
        ThreatModel model = model(SMALL);
        // An external can be spoofed and can repudiate; what touches data about people is linked, identified, disclosed.
        assertEquals(List.of("ST-01", "ST-06"), at(model, "giver"));
        // A process has all six letters: S 02, T 03, R 06, I 09, D 10, E 13; it takes in training data: AI-01; people are linked: LD-01.
        assertEquals(List.of("ST-02", "ST-03", "ST-06", "ST-09", "ST-10", "ST-13", "LD-01", "AI-01"), at(model, "taker"));
        // A flow has T, I, D; it crosses zones with data about people: LD-02, LD-04, LD-05.
        assertEquals(List.of("ST-05", "ST-08", "ST-12", "LD-02", "LD-04", "LD-05"), at(model, "give"));
    }

    @Test
    void aControlCountsWhereItStandsAndOnlyThere() throws IOException {
        ThreatModel.Struck read = struck(model(SMALL), "ST-08");
        assertEquals(List.of("tls"), read.inPlace());
        assertFalse(read.open().contains("tls"));
        ThreatModel.Struck without = struck(model(SMALL.replace(", controls: [tls]", "")), "ST-08");
        assertEquals(List.of(), without.inPlace());
        assertEquals("tls", without.open().getFirst());
        assertTrue(read.asserted().isEmpty());
    }

    private static ThreatModel.Struck struck(ThreatModel model, String threat) {
        return model.struck().stream().filter(its -> its.threat().id().equals(threat)).findFirst().orElseThrow();
    }

    @Test
    void whatDoesNotApplySaysWhy() throws IOException {
        ThreatModel model = model(SMALL.replace(", personal: true", ""));
        assertTrue(at(model, "give").stream().noneMatch(id -> id.startsWith("LD")), at(model, "give").toString());
        String why = model.spared().stream().filter(its -> its.threat().id().equals("LD-05")).findFirst().orElseThrow().reason();
        assertEquals("no part is store or flow and holds or carries data about people", why);
        String recommender = model.spared().stream().filter(its -> its.threat().id().equals("RS-01")).findFirst().orElseThrow().reason();
        assertEquals("no part does recommendation", recommender);
    }

    @Test
    void lessTrustedHandsAreWhatExposes() throws IOException {
        // The same endpoint, asked by somebody trusted as much as itself, is not open to evasion.
        String served = SMALL.replace("role: ingestion", "role: serving");
        assertTrue(at(model(served), "taker").contains("AI-08"));
        assertFalse(at(model(served.replace("trust: 0", "trust: 5")), "taker").contains("AI-08"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-api-classifier.yaml", "recommender.yaml"})
    void everyLetterOfEveryPartIsSaidInTheExamples(String file) {
        ThreatModel model = ThreatModel.read(MODELS.resolve(file));
        for (Part part : model.pipeline().parts()) {
            for (String letter : part.type().letters()) {
                assertTrue(model.struck().stream().anyMatch(its -> its.part().equals(part) && its.letters().contains(letter)), part.id() + " " + letter);
            }
        }
        assertTrue(model.struck().stream().allMatch(its -> its.letters().stream().allMatch(its.part().type()::can)));
        assertTrue(model.struck().stream().anyMatch(its -> its.asserted().isPresent()));
    }

    @Test
    void theRecommenderHasItsOwnThreatsAndTheClassifierItsOwn() {
        ThreatModel recommender = ThreatModel.read(MODELS.resolve("recommender.yaml"));
        ThreatModel classifier = ThreatModel.read(MODELS.resolve("public-api-classifier.yaml"));
        assertTrue(at(recommender, "serving").containsAll(List.of("RS-01", "RS-03", "AI-09")));
        assertTrue(at(recommender, "act").contains("AI-02"));
        assertTrue(at(classifier, "endpoint").containsAll(List.of("AI-08", "AI-09", "AI-10", "AI-11", "AI-13")));
        assertTrue(at(classifier, "vendor").contains("AI-04"));
        assertTrue(classifier.struck().stream().noneMatch(its -> its.threat().id().startsWith("RS")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "controls: [tls]|controls: [tsl]|unknown control 'tsl'",
        "to: taker|to: nobody|'nobody', which is nowhere defined",
        "zone: in,|zone: middle,|'middle', which is nowhere defined",
        "data: [cases]|data: [files]|'files', which is nowhere defined",
        "type: process|type: flow|flows stand under flows",
        "id: give,|id: giver,|giver is given twice",
        "trust: 5|trust: 11|11",
        "name: small|name: small/er|letters, digits"
    })
    void whatIsNotUnderstoodIsRefused(String part, String instead, String words) {
        Refusal refusal = assertThrows(Refusal.class, () -> model(SMALL.replace(part, instead)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }

    @Test
    void aRiskOfWhatStrikesNothingThereIsRefused() {
        Refusal refusal = assertThrows(Refusal.class, () -> model(SMALL + "risks: [{threat: RS-01, at: taker, likelihood: 3, impact: 3}]\n"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("RS-01 does not strike 'taker'"), refusal.getMessage());
    }
}
