package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRefusalTest {
    @TempDir
    private Path folder = Path.of("");

    private static Csv csv(@Nullable String hospital, List<String> positive, List<String> columns, @Nullable String test) {
        return new Csv("p.csv", "died", hospital, positive, List.of(), List.of(), columns, CsvTest.MISSING, ",", test);
    }

    private String refused(Csv csv) {
        return String.valueOf(assertThrows(Refusal.class, () -> csv.read(folder, new Streams(1))).getMessage());
    }

    private String refused(String text) throws IOException {
        Files.writeString(folder.resolve("p.csv"), text);
        return refused(csv(null, List.of(), List.of(), null));
    }

    @Test
    void aMistypedNumber() throws IOException {
        assertEquals(
                "p.csv, line 4, column age: must be a number, as in 2 other rows, got \"4o\"; mend it, add it to missing, "
                        + "or add age to categorical or ignore",
                refused("age,died\n30,0\n?,1\n4o,0\n50,1\n"));
    }

    @Test
    void aNumberOnlyJavaWouldTake() throws IOException {
        for (String number : List.of("0x1p3", "1d", "Infinity", "1e99")) {
            assertTrue(refused("age,died\n30,0\n" + number + ",1\n").startsWith("p.csv, line 3, column age: must be a number"), number);
        }
    }

    @Test
    void theLineIsThatOfTheFile() throws IOException {
        assertTrue(refused("age,died\n\n\"30\",\"0\n0\"\n31,\n").startsWith("p.csv, line 5, column died: the label is missing"));
    }

    @Test
    void missingHospitals() throws IOException {
        Files.writeString(folder.resolve("p.csv"), "age,clinic,died\n1,a,0\n2,NA,1\n");
        assertEquals(
                "p.csv, line 3, column clinic: the hospital is missing; fill it in, or take the row out of the file",
                refused(csv("clinic", List.of(), List.of(), null)));
    }

    @Test
    void wrongNumberOfCells() throws IOException {
        String message = refused("age,died\n1,0\n1,2,3\n");
        assertTrue(message.startsWith("p.csv, line 3: 3 cells, but 2 columns (age, died); is the separator ','"), message);
    }

    @Test
    void brokenQuotes() throws IOException {
        assertEquals("p.csv, line 2: Missing closing quote for value", refused("age,died\n1,\"0\n2,1\n"));
    }

    @Test
    void headers() throws IOException {
        assertEquals("p.csv, line 1: two columns of the header are called age", refused("age,age,died\n1,2,0\n"));
        assertEquals("p.csv, line 1: a column of the header has no name", refused("age,,died\n1,2,0\n"));
        assertTrue(refused("1,0\n2,1\n").contains("if the file has no header, give the names in columns"));
        assertEquals("p.csv: has no rows of data below its header", refused("age,died\n"));
        assertEquals("p.csv: has no rows of data below its header", refused(""));
    }

    @Test
    void unknownColumns() throws IOException {
        assertEquals("p.csv: there is no column died; columns: age, dead", refused("age,dead\n1,0\n"));
        assertEquals("p.csv: no column is left to predict from; columns: died", refused("died\nyes\nno\n"));
        assertEquals("p.csv, column age: no row has a value; add age to ignore", refused("age,died\n,0\n?,1\n"));
    }

    @Test
    void identifiers() throws IOException {
        String rows = IntStream.range(0, 150).mapToObj(i -> "x" + i + "," + i % 2).collect(Collectors.joining("\n"));
        assertEquals(
                "p.csv, column id: 150 different texts; add id to ignore, or to categorical if they are categories all the same",
                refused("id,died\n" + rows));
    }

    @Test
    void labels() throws IOException {
        assertTrue(refused("age,died\n1,0\n2,0\n").startsWith("p.csv, column died: all rows are of one class, values: 0"));
        String rows = IntStream.range(0, 150).mapToObj(i -> "1," + i).collect(Collectors.joining("\n"));
        assertTrue(refused("age,died\n" + rows).startsWith("p.csv, column died: 150 different labels, at most 100"));
        Files.writeString(folder.resolve("p.csv"), "age,died\n1,0\n2,1\n");
        assertEquals(
                "p.csv, column died: no row has the positive value \"yes\"; values: 0, 1",
                refused(csv(null, List.of("yes"), List.of(), null)));
        assertTrue(refused(csv(null, List.of("0", "1"), List.of(), null)).contains("all rows are of one class"));
    }

    @Test
    void testFiles() throws IOException {
        Files.writeString(folder.resolve("p.csv"), "age,died\n1,0\n2,1\n");
        Files.writeString(folder.resolve("t.csv"), "age,died\n1,2\n");
        assertEquals(
                "t.csv, line 2, column died: the label \"2\" is not among the training examples': 0, 1",
                refused(csv(null, List.of(), List.of(), "t.csv")));
        Files.writeString(folder.resolve("t.csv"), "died,age\n1,2\n");
        assertEquals(
                "t.csv: its columns are died, age, but those of p.csv are age, died",
                refused(csv(null, List.of(), List.of(), "t.csv")));
    }

    @Test
    void files() throws IOException {
        String absent = refused(csv(null, List.of(), List.of(), null));
        assertTrue(absent.startsWith("p.csv: there is no such file; looked for " + folder.toAbsolutePath()), absent);
        Files.write(folder.resolve("p.csv"), "age,died\nä,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("p.csv: is not text in UTF-8; save it as such", refused(csv(null, List.of(), List.of(), null)));
        Csv star = new Csv("q.*.csv", "died", null, List.of(), List.of(), List.of(), List.of(), CsvTest.MISSING, ",", null);
        assertTrue(refused(star).startsWith("q.*.csv: no file is called so in "));
    }

    @Test
    void settingsThatCannotWorkTogether() {
        List<String> none = List.of();
        List<String> age = List.of("age");
        assertThrows(IllegalArgumentException.class, () -> new Csv("p", "y", null, none, none, none, none, none, "", null));
        assertThrows(IllegalArgumentException.class, () -> new Csv("p", "y", null, none, none, none, none, none, ";;", null));
        assertThrows(IllegalArgumentException.class, () -> new Csv("p", "y", "y", none, none, none, none, none, ",", null));
        assertThrows(IllegalArgumentException.class, () -> new Csv("p", "y", null, none, age, age, none, none, ",", null));
        assertThrows(IllegalArgumentException.class, () -> new Csv("p*", "y", "h", none, none, none, none, none, ",", null));
        assertThrows(IllegalArgumentException.class, () -> new Csv("*/p", "y", null, none, none, none, none, none, ",", null));
        assertThrows(IllegalArgumentException.class, () -> new Csv("p", "y", null, none, none, none, List.of("a", "a"), none, ",", null));
    }
}
