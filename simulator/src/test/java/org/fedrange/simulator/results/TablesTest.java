package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final SortedMap<String, String> TABLES = new Tables(Given.study("toy", 0.1), Given.runs()).all();

    /** One field of a table, by the row's number from 1 and the column's name; for tables without commas in their fields. */
    private static String field(String table, int row, String column) {
        List<String> lines = String.valueOf(TABLES.get(table)).lines().toList();
        return lines.get(row).split(",", -1)[List.of(lines.getFirst().split(",", -1)).indexOf(column)];
    }

    @Test
    void aCellIsComparedWithItsTwinAndItsBaselineOfTheSameSeed() {
        assertEquals("a1", field("cells.csv", 1, "cell"));
        assertEquals("0.5", field("cells.csv", 1, "final_test_accuracy"));
        // 0.5 - 0.8 in seed 1, 0.3 - 0.7 in seed 2; each is its own baseline.
        assertEquals(-0.3, Double.parseDouble(field("cells.csv", 1, "final_test_accuracy_minus_twin")), 1e-15);
        assertEquals(-0.4, Double.parseDouble(field("cells.csv", 2, "final_test_accuracy_minus_twin")), 1e-15);
        assertEquals("0.0", field("cells.csv", 1, "final_test_accuracy_minus_baseline"));
        assertEquals("", field("cells.csv", 1, "final_test_auc"));
        assertEquals("2", field("cells.csv", 1, "rounds_released"));
        assertEquals("root", field("cells.csv", 1, "log_root"));
    }

    @Test
    void withoutItsTwinACellHasNoDifference() {
        SortedMap<String, Run> alone = new TreeMap<>(Map.of("a1", Given.run("a1", 0.5)));
        List<String> lines = new ArrayList<>(String.valueOf(new Tables(Given.study("toy", 0.1), alone).all().get("cells.csv")).lines().toList());
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).contains(",n1,,a1,0.0,"), lines.get(1));
    }

    @Test
    void roundsHaveARowEachAndFiguresOnlyWhereTheyWereEvaluated() {
        assertEquals(1 + 4 * 2, String.valueOf(TABLES.get("rounds.csv")).lines().count());
        assertEquals("", field("rounds.csv", 1, "test_accuracy"));
        assertEquals("0.5", field("rounds.csv", 2, "test_accuracy"));
        assertEquals("1", field("rounds.csv", 1, "refused"));
        assertEquals("NaN", field("rounds.csv", 2, "training_loss"));
    }

    @Test
    void verdictsNameEachNodeAndWhy() {
        List<String> lines = String.valueOf(TABLES.get("verdicts.csv")).lines().toList();
        assertEquals("cell,fold,round,node,byzantine,fate,reason,faults,arrival_millis,bytes_up,kept,weight,score", lines.getFirst());
        assertEquals("a1,1,1,North,false,accepted,,,80.5,64,true,1.0,", lines.get(1));
        assertEquals("a1,1,1,South & East,true,refused,\"not a finite number, twice\",corruption,90.0,64,,,", lines.get(2));
        assertEquals("a1,1,2,South & East,true,accepted,,,82.0,64,false,0.25,Infinity", lines.get(4));
    }

    @Test
    void smallHospitalsKeepTheirFigureEmpty() {
        assertEquals("0.5", field("hospitals.csv", 1, "final_test_accuracy"));
        assertEquals("", field("hospitals.csv", 2, "final_test_accuracy"));
        assertEquals("3", field("hospitals.csv", 2, "test_patients"));
    }

    @Test
    void smallClassesKeepTheirRecallEmpty() {
        assertEquals("0.25", field("classes.csv", 1, "final_test_recall"));
        assertEquals("", field("classes.csv", 2, "final_test_recall"));
    }

    @Test
    void aRunReadsBackFromItsFileAndABrokenFileIsNone() {
        Run run = Given.run("a1", 0.1 + 0.2);
        byte[] bytes = RunFile.bytes(run);
        assertEquals(run, RunFile.read(bytes).orElseThrow());
        assertEquals(0.30000000000000004, RunFile.read(bytes).orElseThrow().round(2).test().values().iterator().next());
        assertFalse(RunFile.read(java.util.Arrays.copyOf(bytes, bytes.length / 2)).isPresent());
        assertFalse(RunFile.read("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).isPresent());
        assertFalse(RunFile.read(new byte[0]).isPresent());
    }
}
