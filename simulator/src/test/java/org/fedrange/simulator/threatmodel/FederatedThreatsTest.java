package org.fedrange.simulator.threatmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.junit.jupiter.api.Test;

class FederatedThreatsTest {
    private static final ThreatCatalogue CATALOGUE = ThreatCatalogue.read();
    private static final String PLAIN = """
            name: plain
            data: {kind: pbc3}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.5}
            rule: {kind: mean}
            rounds: 2
            """;
    private static final String ATTACKED = PLAIN + "adversary: {nodes: 1, knowledge: all-updates, attack: {kind: sign-flip, scale: 5}}\n";

    private static FederatedThreats threats(String... experiments) {
        return new FederatedThreats(CATALOGUE, List.of(experiments).stream().map(text -> new Binder().read(Experiment.class, "test", text)).toList());
    }

    private static FederatedThreats.Applied of(FederatedThreats threats, String id) {
        return threats.all().stream().filter(its -> its.threat().id().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> sees(FederatedThreats threats, String who) {
        return Objects.requireNonNull(threats.diagram().plaintext().get(who), who);
    }

    @Test
    void underSecureAggregationTheCoordinatorSeesNoSingleUpdate() {
        FederatedThreats plain = threats(PLAIN);
        FederatedThreats masked = threats(PLAIN.replace("rule: {kind: mean}", "rule: {kind: mean, weighted: false}") + "secureAggregation: {kind: bonawitz}\n");
        assertTrue(sees(plain, "Coordinator").contains("single updates"));
        assertFalse(sees(masked, "Coordinator").contains("single updates"));
        assertTrue(sees(masked, "Coordinator").contains("the sum of all updates"));
        assertTrue(of(masked, "FL-T05").inForce().contains("bonawitz"));
        assertEquals(List.of(), of(plain, "FL-T05").inForce());
        assertTrue(of(plain, "FL-T05").reason().contains("nothing that the catalogue names"));
        // Whoever could switch it off is a threat only where there is something to switch off.
        assertFalse(of(plain, "FL-T21").applies());
        assertTrue(of(masked, "FL-T21").applies());
    }

    @Test
    void drawnDataAreNobodysAndPrivacyIsNoThreatToThem() {
        FederatedThreats drawn = threats(PLAIN.replace("{kind: pbc3}", "{kind: synthetic}"));
        for (String id : List.of("FL-T05", "FL-T06", "FL-T07", "FL-T12", "FL-T22")) {
            assertFalse(of(drawn, id).applies(), id);
            assertEquals("the data are not about people", of(drawn, id).reason());
            assertTrue(of(threats(PLAIN), id).applies(), id);
        }
        assertTrue(drawn.diagram().elements().stream().noneMatch(element -> element.id().equals("E1")));
    }

    @Test
    void theAdversaryIsInTheDiagramWithWhatItKnows() {
        assertTrue(threats(PLAIN).diagram().elements().stream().noneMatch(element -> element.role() == ElementRole.ADVERSARY));
        assertEquals(List.of("global model", "single updates"), sees(threats(ATTACKED), "Adversary"));
        assertEquals(List.of("global model"), sees(threats(ATTACKED.replace("all-updates", "own")), "Adversary"));
        assertEquals(List.of("sign-flip"), of(threats(ATTACKED), "FL-T01").tried());
        assertEquals(List.of(), of(threats(ATTACKED), "FL-T04").tried());
    }

    @Test
    void whoeverListensReadsWhatNothingProtects() {
        List<String> heard = sees(threats(PLAIN), "whoever listens between zones");
        assertTrue(heard.containsAll(List.of("global model", "single updates")), heard.toString());
        assertFalse(heard.contains("patients' records"));
    }

    @Test
    void configurationsAreCounted() {
        FederatedThreats both = threats(ATTACKED, ATTACKED.replace("rule: {kind: mean}", "rule: {kind: multi-krum, byzantine: 1}"));
        assertEquals(List.of("multi-krum (in 1 of 2 configurations)"), of(both, "FL-T01").inForce());
        assertFalse(of(both, "FL-T01").notInForce().contains("multi-krum"));
        assertTrue(of(both, "FL-T01").notInForce().contains("median"));
    }

    @Test
    void everyThreatHasAReasonAndAtTheEndpointsNothingApplies() {
        for (FederatedThreats.Applied its : threats(PLAIN).all()) {
            assertFalse(its.reason().isEmpty(), its.threat().id());
        }
        assertFalse(of(threats(PLAIN), "FL-T23").applies());
        assertTrue(of(threats(PLAIN), "FL-T23").reason().contains("predictions"));
        assertEquals(CATALOGUE.threats().size(), threats(PLAIN).all().size());
    }

    @Test
    void elementsAreThoseOfTheCatalogue() {
        Map<String, String> types = new TreeMap<>();
        CATALOGUE.elements().forEach(element -> types.put(element.id(), element.type()));
        Pipeline all = threats(ATTACKED.replace("rule: {kind: mean}", "rule: {kind: mean, weighted: false}") + "secureAggregation: {kind: bonawitz, coordinator: malicious}\n").diagram();
        for (Part part : all.parts()) {
            if (types.containsKey(part.id())) {
                assertEquals(types.get(part.id()), Kind.of(part.type()), part.id());
            }
        }
        types.keySet().forEach(id -> assertTrue(all.parts().stream().anyMatch(part -> part.id().equals(id)), id + " is in no diagram"));
    }
}
