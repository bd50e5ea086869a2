package org.fedrange.simulator.threatmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.simulator.evidence.Threat;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.junit.jupiter.api.Test;

class PipelineCatalogueTest {
    private static final PipelineCatalogue CATALOGUE = PipelineCatalogue.read();

    /** Techniques and mitigations of MITRE ATLAS 5.6.0 that were looked up there. */
    private static final Set<String> ATLAS = Set.of(
            "AML.T0018.000", "AML.T0018.001", "AML.T0020", "AML.T0059", "AML.T0031", "AML.T0043", "AML.T0043.004", "AML.T0024.000", "AML.T0024.001",
            "AML.T0024.002", "AML.T0044", "AML.T0048.004", "AML.T0035", "AML.T0025", "AML.T0029", "AML.T0034", "AML.T0012", "AML.T0021", "AML.T0073",
            "AML.T0010.001", "AML.T0010.002", "AML.T0010.003", "AML.T0011.000", "AML.T0015", "AML.M0002", "AML.M0003", "AML.M0004", "AML.M0005", "AML.M0006",
            "AML.M0007", "AML.M0008", "AML.M0010", "AML.M0012", "AML.M0013", "AML.M0014", "AML.M0015", "AML.M0016", "AML.M0017", "AML.M0019", "AML.M0023", "AML.M0024", "AML.M0025");
    /** Attacks on predictive models of NIST AI 100-2 E2025, and its objectives. */
    private static final Set<String> NIST = Set.of(
            "NISTAML.01", "NISTAML.02", "NISTAML.03", "NISTAML.04", "NISTAML.05", "NISTAML.011", "NISTAML.012", "NISTAML.013", "NISTAML.014", "NISTAML.021",
            "NISTAML.022", "NISTAML.023", "NISTAML.024", "NISTAML.025", "NISTAML.026", "NISTAML.031", "NISTAML.032", "NISTAML.033", "NISTAML.034", "NISTAML.051");

    private static Set<String> all(Function<PipelineThreat, List<String>> of) {
        return CATALOGUE.threats().stream().flatMap(threat -> of.apply(threat).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void idsAreInTheirEditions() {
        for (PipelineThreat threat : CATALOGUE.threats()) {
            assertTrue(ATLAS.containsAll(threat.atlas()), threat.id() + " " + threat.atlas());
            assertTrue(ATLAS.containsAll(threat.mitigations()), threat.id() + " " + threat.mitigations());
            assertTrue(NIST.containsAll(threat.nistAml()), threat.id() + " " + threat.nistAml());
        }
        for (Threat threat : ThreatCatalogue.read().threats()) {
            assertTrue(ATLAS.containsAll(threat.atlas()), threat.id() + " " + threat.atlas());
            assertTrue(ATLAS.containsAll(threat.mitigations()), threat.id() + " " + threat.mitigations());
            assertTrue(NIST.containsAll(threat.nistAml()), threat.id() + " " + threat.nistAml());
        }
    }

    @Test
    void everyItemOfTheOwaspListHasAPlace() {
        assertEquals(
                Set.of("ML01", "ML02", "ML03", "ML04", "ML05", "ML06", "ML07", "ML08", "ML09", "ML10"), all(PipelineThreat::owaspMl));
    }

    @Test
    void everyControlNamedIsSaidAndEveryControlSaidIsNamed() {
        Set<String> said = CATALOGUE.controls().stream().map(PipelineCatalogue.Control::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = all(PipelineThreat::controls);
        // Threats to federated learning name controls of the same row.
        ThreatCatalogue.read().threats().forEach(threat -> assertTrue(said.containsAll(threat.controls()), threat.id()));
        assertEquals(said, named);
        assertEquals(CATALOGUE.controls().size(), said.size(), "a control is said twice");
    }

    @Test
    void everyLetterThatAPartCanHaveHasAThreat() {
        for (PartType type : PartType.values()) {
            for (String letter : type.letters()) {
                assertTrue(
                        CATALOGUE.threats().stream().anyMatch(threat -> threat.id().startsWith("ST") && threat.stride().contains(letter) && threat.on().types().contains(type)),
                        type + " " + letter);
            }
        }
        assertEquals(Set.of("L", "I", "Nr", "D", "Dd", "U", "Nc"), all(PipelineThreat::linddun));
        assertEquals(Set.of("S", "T", "R", "I", "D", "E"), all(PipelineThreat::stride));
    }

    @Test
    void idsAreUniqueAndNothingIsWithoutALetter() {
        List<String> ids = CATALOGUE.threats().stream().map(PipelineThreat::id).toList();
        assertEquals(ids.size(), Set.copyOf(ids).size());
        CATALOGUE.threats().forEach(threat -> assertTrue(
                Stream.concat(threat.stride().stream(), threat.linddun().stream()).findAny().isPresent(), threat.id()));
    }
}
