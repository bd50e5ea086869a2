package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.data.Shape;
import org.junit.jupiter.api.Test;

class AdaptationTest {
    private final List<StudyRecord.Entry> cells = new ArrayList<>();
    private final SortedMap<String, Run> runs = new TreeMap<>();

    private void cell(String attack, String json, String defense, double... figureBySeed) {
        coalitions(attack, json, "", defense, figureBySeed);
    }

    private void coalitions(String attack, String json, String others, String defense, double... figureBySeed) {
        for (int seed = 1; seed <= figureBySeed.length; seed++) {
            String id = attack + defense + seed;
            cells.add(new StudyRecord.Entry(
                    id, id, true, attack, defense, Map.of(), seed, null, id, "digest", true, new Shape(2, 2), "{\"adversary\":{\"attack\":" + json + ",\"coalitions\":[" + others + "]}}"));
            runs.put(id, Given.run(id, figureBySeed[seed - 1]));
        }
    }

    private List<Adaptation.Row> rows() {
        StudyRecord given = Given.study("adapted", 0.2);
        return new Adaptation(new StudyRecord(
                given.name(), given.build(), given.cpu(), given.metric(), given.risk(), given.axes(), cells, given.deals(), given.notices(), null, List.of(), null), runs).rows();
    }

    @Test
    void againstTheWorstFixedAttackSeedBySeed() {
        cell("none", "{\"kind\":\"none\"}", "median", 0.9, 0.9);
        cell("adaptive", "{\"kind\":\"adaptive\"}", "median", 0.4, 0.2);
        cell("sign-flip", "{\"kind\":\"sign-flip\"}", "median", 0.7, 0.1);
        cell("zero", "{\"kind\":\"zero\"}", "median", 0.5, 0.5);
        // Under Krum no fixed attack was run.
        cell("adaptive", "{\"kind\":\"adaptive\"}", "krum", 0.1, 0.1);
        // sign-flip leaves (0.7 + 0.1) / 2 = 0.4, zero 0.5: sign-flip is the worst. 0.7 - 0.4 = 0.3 and 0.1 - 0.2 = -0.1: 0.1 in the mean.
        List<Adaptation.Row> rows = rows();
        assertEquals(1, rows.size(), rows.toString());
        Adaptation.Row row = rows.getFirst();
        assertEquals("median adaptive sign-flip 2", row.defense() + " " + row.adaptive() + " " + row.fixed() + " " + row.seeds());
        assertEquals(0.3, row.left(), 1e-12);
        assertEquals(0.4, row.fixedLeft(), 1e-12);
        assertEquals(0.1, row.harder(), 1e-12);
        assertEquals(-0.1, row.least(), 1e-12);
        assertEquals(0.3, row.most(), 1e-12);
    }

    @Test
    void onlySeedsThatBothHaveAndNothingWithoutAnAdaptiveAttack() {
        cell("sign-flip", "{\"kind\":\"sign-flip\"}", "median", 0.7, 0.1);
        assertTrue(rows().isEmpty());
        cell("optimal-inner-product", "{\"kind\":\"optimal-inner-product\"}", "median", 0.5);
        assertEquals(0.2, rows().getFirst().harder(), 1e-12, "of seed 1 alone");
        assertEquals(1, rows().getFirst().seeds());
    }

    /** Neither what the first coalition does nor their order decides. */
    @Test
    void oneCoalitionThatTriesTheRuleMakesTheCellAdaptive() {
        coalitions("none + zero", "{\"kind\":\"none\"}", "{\"attack\":{\"kind\":\"zero\"}}", "median", 0.6);
        coalitions("zero + adaptive", "{\"kind\":\"zero\"}", "{\"attack\":{\"kind\":\"adaptive\"}}", "median", 0.5);
        Adaptation.Row row = rows().getFirst();
        assertEquals("zero + adaptive, none + zero", row.adaptive() + ", " + row.fixed());
        assertEquals(0.1, row.harder(), 1e-12);
    }
}
