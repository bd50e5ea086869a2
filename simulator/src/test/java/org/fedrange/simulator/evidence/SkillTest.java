package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedrange.simulator.DeclaredLeak;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.results.Leakage;
import org.junit.jupiter.api.Test;

class SkillTest {
    private static double skill(Map<String, Double> figures) {
        return Skill.of(figures).orElseThrow();
    }

    @Test
    void itIsWhatWasGotOfWhatAGuesserMisses() {
        assertEquals(0.2, skill(Map.of("tprAtFpr0.1", 0.28, "advantage", 0.9)), 1e-12);
        // Six of ten found, where the mean finds two: half of the eight that it misses.
        assertEquals(0.5, skill(Map.of("closer", 0.6, "closerOfMean", 0.2)), 1e-12);
        assertEquals(0.25, skill(Map.of("recognised", 0.25, "recognisedOfMean", 0.0, "closer", 1.0, "closerOfMean", 0.0)), 1e-12);
        assertEquals(0.25, skill(Map.of("source", 0.4, "sourceByChance", 0.2)), 1e-12);
        assertEquals(2 / 3.0, skill(Map.of("shareError", 0.09, "shareErrorOfPopulation", 0.27)), 1e-12);
        assertEquals(0.5, skill(Map.of("fidelity", 0.9, "fidelityOfCommonest", 0.8)), 1e-12);
    }

    @Test
    void whatIsFoundOfOthersTooWasLearnedOfNobody() {
        assertEquals(0, skill(Map.of("attribute", 0.7, "attributeOfOthers", 0.7, "attributeWithoutModel", 0.5)), 1e-12);
        assertEquals(0.4, skill(Map.of("attribute", 0.7, "attributeOfOthers", 0.3, "attributeWithoutModel", 0.5)), 1e-12);
        assertTrue(skill(Map.of("attribute", 0.4, "attributeWithoutModel", 0.5)) < 0);
    }

    @Test
    void countedClassesHaveNoGuesserAndAGuesserWhoMissesNothingLeavesNothing() {
        assertTrue(Skill.of(Map.of("labels", 1.0)).isEmpty());
        assertTrue(Skill.of(Map.of("ownClass", 1.0, "ownClassByChance", 0.1, "classCosine", 0.6, "mse", 0.1, "mseOfMean", 0.3)).isEmpty());
        assertEquals(0, skill(Map.of("closer", 1.0, "closerOfMean", 1.0)));
    }

    private static Study.Risk risk(List<DeclaredLeak> leaks) {
        return new Study.Risk(0.2, 0.05, 0.5, 0.1, 0.9, 0.2, leaks, List.of(), List.of());
    }

    private static Leakage seen(String kind, String figure, double value) {
        return new Leakage(kind, "released-models", 1, 8, "ab", 20, new TreeMap<>(Map.of(figure, value)), List.of(), List.of());
    }

    @Test
    void successIsWhatWasDeclared() {
        assertTrue(Skill.outcome(risk(List.of()), seen("lira", "tprAtFpr0.1", 0.28 + 1e-9)).orElseThrow().success());
        assertFalse(Skill.outcome(risk(List.of()), seen("lira", "tprAtFpr0.1", 0.27)).orElseThrow().success());
        DeclaredLeak declared = new DeclaredLeak("label-inference", "labels", 0.9);
        assertTrue(Skill.outcome(risk(List.of()), seen("label-inference", "labels", 0.9)).isEmpty());
        assertTrue(Skill.outcome(risk(List.of(declared)), seen("label-inference", "labels", 0.9)).orElseThrow().success());
        assertEquals(0.89, Skill.outcome(risk(List.of(declared)), seen("label-inference", "labels", 0.89)).orElseThrow().severity());
        assertFalse(Skill.outcome(risk(List.of(declared)), seen("label-inference", "labels", 0.89)).orElseThrow().success());
    }
}
