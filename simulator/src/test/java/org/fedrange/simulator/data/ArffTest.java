package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArffTest {
    private static final String HEAD = """
            % patients
            @RELATION p
            @attribute age numeric
            @Attribute 'blood group' {A, B, 'A B'}
            @attribute died {no,yes}
            @DATA
            """;

    @TempDir
    private Path folder = Path.of("");

    private Dataset read(String text) throws IOException {
        Files.writeString(folder.resolve("p.arff"), text);
        return new Arff("p.arff", "died", null, List.of(), List.of(), null).read(folder, new Streams(1));
    }

    private String refused(String text) {
        return String.valueOf(assertThrows(Refusal.class, () -> read(text)).getMessage());
    }

    @Test
    void numbersCategoriesQuotesAndGaps() throws IOException {
        // The age missing in the third row is the mean of 30 and 50.
        Dataset data = read(HEAD + "30, A, no\n\n50,'A B',yes\n% remark\n?,B,no\n");
        assertEquals(List.of("age", "blood group = A", "blood group = A B", "blood group = B"),
                data.features().stream().filter(name -> !name.contains("missing")).toList());
        int width = data.examples().width();
        assertEquals(40, data.examples().features()[2 * width]);
        assertArrayEquals(new int[] {0, 1, 0}, data.examples().labels());
        assertEquals(List.of("no", "yes"), data.classes());
    }

    @Test
    void sparseRowsLeaveOutZeros() throws IOException {
        // Left out: age 0, blood group A (the first of its list), died no.
        Dataset data = read(HEAD + "{0 30, 2 yes}\n{1 'A B'}\n{}\n");
        int width = data.examples().width();
        assertEquals(30, data.examples().features()[0]);
        assertEquals(0, data.examples().features()[width]);
        assertEquals(1, data.examples().features()[data.features().indexOf("blood group = A")]);
        assertEquals(1, data.examples().features()[width + data.features().indexOf("blood group = A B")]);
        assertArrayEquals(new int[] {1, 0, 0}, data.examples().labels());
    }

    @Test
    void brokenFilesAreRefusedByLineAndColumn() {
        assertEquals("p.arff, line 8: 2 values, but 3 attributes", refused(HEAD + "30,A,no\n50,B\n"));
        assertEquals("p.arff, line 7: column blood group: must be one of A, B, A B, got C", refused(HEAD + "30,C,no\n"));
        assertTrue(refused(HEAD + "30,A,no\n4o,B,yes\n50,A,no\n").startsWith("p.arff, line 8, column age: must be a number"));
        assertTrue(refused(HEAD + "30,'A,no\n").startsWith("p.arff, line 7: column 2: a quote is not closed"));
        assertTrue(refused(HEAD + "{0 30, 5 yes}\n").startsWith("p.arff, line 7: expected the number of an attribute, from 0 to 2"));
        assertEquals("p.arff: has no line @data", refused("@relation p\n@attribute a numeric\n"));
        assertEquals("p.arff, line 2: expected @relation, @attribute or @data, got age,died", refused("\nage,died\n"));
        assertTrue(refused("@attribute a nominal\n@data\n").startsWith("p.arff, line 1: the type of a must be numeric"));
        assertEquals("p.arff: has no rows of data below @data", refused(HEAD));
    }
}
