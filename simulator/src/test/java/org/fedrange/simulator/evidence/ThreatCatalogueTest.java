package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.simulator.config.Catalogue;
import org.junit.jupiter.api.Test;

class ThreatCatalogueTest {
    private static final ThreatCatalogue CATALOGUE = ThreatCatalogue.read();

    /** Which letters of STRIDE an element of each type can have, as Threat Dragon's table has it. */
    private static final Map<String, String> STRIDE = Map.of("external", "SR", "store", "TRID", "process", "STRIDE", "flow", "TID");

    private static Set<String> kinds(String... families) {
        return Stream.of(families).flatMap(family -> Catalogue.kinds(family).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyAttackCarriesOutOneThreatAndEveryKindNamedExists() {
        Set<String> attacks = kinds("attack", "inference");
        attacks.remove("none");
        List<String> named = CATALOGUE.threats().stream().flatMap(threat -> threat.attacks().stream()).toList();
        assertEquals(attacks, new TreeSet<>(named));
        assertEquals(named.size(), new TreeSet<>(named).size(), "an attack carries out two threats: " + named);
    }

    @Test
    void everySafeguardStandsAgainstSomethingAndEveryKindNamedExists() {
        Set<String> safeguards = kinds("defense", "stage", "rule", "secure-aggregation");
        safeguards.removeAll(Set.of("mean", "none"));
        Set<String> named = CATALOGUE.threats().stream().flatMap(threat -> threat.defenses().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(safeguards, named);
    }

    @Test
    void idsAreWhatTheyLookLike() {
        for (Threat threat : CATALOGUE.threats()) {
            all(threat.id(), threat.atlas(), "AML\\.T\\d{4}(\\.\\d{3})?");
            all(threat.id(), threat.attack(), "T\\d{4}(\\.\\d{3})?");
            all(threat.id(), threat.owaspMl(), "ML(0[1-9]|10)");
            all(threat.id(), threat.nistAml(), "NISTAML\\.0[1-5]\\d?");
            all(threat.id(), threat.hipaa(), "164\\.3(08|10|12|16)\\([a-z]\\).*");
            all(threat.id(), threat.mitigations(), "AML\\.M\\d{4}");
            all(threat.id(), threat.linddun(), "L|I|Nr|D|Dd|U|Nc");
        }
        Set<String> owasp = CATALOGUE.threats().stream().flatMap(threat -> threat.owaspMl().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(10, owasp.size(), "an item of the OWASP list has no place: " + owasp);
    }

    private static void all(String id, List<String> values, String pattern) {
        values.forEach(value -> assertTrue(value.matches(pattern), id + ": " + value));
    }

    @Test
    void eachLetterIsPossibleForAnElementOfTheThreat() {
        Map<String, String> types = new TreeMap<>();
        CATALOGUE.elements().forEach(element -> types.put(element.id(), element.type()));
        List<String> impossible = new ArrayList<>();
        for (Threat threat : CATALOGUE.threats()) {
            for (String letter : threat.stride()) {
                if (threat.elements().stream().noneMatch(element -> String.valueOf(STRIDE.get(types.get(element))).contains(letter))) {
                    impossible.add(threat.id() + " " + letter);
                }
            }
        }
        assertEquals(List.of(), impossible);
    }

    @Test
    void idsAreInOrderAndNothingMeasuredIsWithoutAnAttack() {
        List<String> ids = CATALOGUE.threats().stream().map(Threat::id).toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        for (Threat threat : CATALOGUE.threats()) {
            boolean decided = Outcome.decides(threat.criterion());
            assertTrue(decided || threat.attacks().isEmpty() || threat.criterion() == Criterion.MECHANISM || threat.criterion() == Criterion.LEAKAGE, threat.id() + " has attacks that nothing judges");
        }
    }
}
