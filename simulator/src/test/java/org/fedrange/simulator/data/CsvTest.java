package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    static final List<String> MISSING = List.of("", "NA", "?");
    private static final List<String> HEART = List.of(
            "age", "sex", "cp", "trestbps", "chol", "fbs", "restecg", "thalach", "exang", "oldpeak", "slope", "ca", "thal", "num");

    @TempDir
    private Path folder = Path.of("");

    private static Csv csv(String path, @Nullable String hospital, @Nullable String test) {
        return new Csv(path, "died", hospital, List.of(), List.of(), List.of("id"), List.of(), MISSING, ",", test);
    }

    private Dataset read(Csv csv) {
        return csv.read(folder, new Streams(1));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static final String PATIENTS = """
            id,clinic,age,sex,died
            a,Lyon,40,f,no
            b,London,60,m,yes
            "c, d",Lyon,?,,no
            """;

    @Test
    void numbersAndCategoriesBecomeFeatures() throws IOException {
        write("patients.csv", PATIENTS);
        Dataset data = read(csv("patients.csv", "clinic", null));
        assertEquals(List.of("age", "age missing", "sex = f", "sex = m", "sex missing"), data.features());
        assertArrayEquals(
                new float[] {
                    40, 0, 1, 0, 0, //
                    60, 0, 0, 1, 0, //
                    50, 1, 0, 0, 1
                },
                data.examples().features());
        assertArrayEquals(new int[] {0, 1, 0}, data.examples().labels());
        assertEquals(List.of("no", "yes"), data.classes());
        assertEquals(List.of("London", "Lyon"), data.sites());
        assertArrayEquals(new int[] {1, 0, 1}, data.siteOf());
        assertTrue(data.notes().toString().contains("age: 1 of 3 values missing"), data.notes().toString());
        assertTrue(data.notes().toString().contains("sex: 1 of 3 values missing"), data.notes().toString());
    }

    @Test
    void theDigestIsThatOfTheContent() throws IOException {
        write("patients.csv", PATIENTS);
        write("same.csv", "\uFEFF" + PATIENTS.replace("\n", "\r\n").replace("40", "40.0"));
        write("other.csv", PATIENTS.replace("40", "41"));
        String digest = read(csv("patients.csv", "clinic", null)).digest();
        assertEquals(digest, read(csv("same.csv", "clinic", null)).digest());
        assertNotEquals(digest, read(csv("other.csv", "clinic", null)).digest());
    }

    @Test
    void testExamplesAreReadWithTheTrainingExamplesStatistics() throws IOException {
        write("train.csv", "age,kind,died\n20,a,0\n40,b,1\n");
        write("test.csv", "age,kind,died\n?,c,1\n");
        Csv source = new Csv("train.csv", "died", null, List.of(), List.of(), List.of(), List.of(), MISSING, ",", "test.csv");
        Dataset data = read(source);
        assertEquals(List.of("age", "kind = a", "kind = b", "kind = c"), data.features());
        assertArrayEquals(new float[] {30, 0, 0, 1}, data.test().orElseThrow().features());
        assertArrayEquals(new int[] {1}, data.test().orElseThrow().labels());
        assertTrue(data.sites().isEmpty());
    }

    @Test
    void numbersSortAndEqualOnesAreOneLabel() throws IOException {
        write("patients.csv", "x\tdied\n1\t10\n2\t2\n3\t2.0\n4\t0\n");
        Csv each = new Csv("patients.csv", "died", null, List.of(), List.of(), List.of(), List.of(), MISSING, "\t", null);
        assertEquals(List.of("0", "2", "10"), read(each).classes());
        assertArrayEquals(new int[] {2, 1, 1, 0}, read(each).examples().labels());
        Csv two = new Csv("patients.csv", "died", null, List.of("10", "2"), List.of(), List.of(), List.of(), MISSING, "\t", null);
        assertEquals(List.of("0", "2 or 10"), read(two).classes());
        assertArrayEquals(new int[] {1, 1, 1, 0}, read(two).examples().labels());
    }

    @Test
    void numbersCanBeCalledCategories() throws IOException {
        write("patients.csv", "ward,died\n10,0\n2,1\n");
        Csv source = new Csv("patients.csv", "died", null, List.of(), List.of("ward"), List.of(), List.of(), MISSING, ",", null);
        assertEquals(List.of("ward = 2", "ward = 10"), read(source).features());
    }

    @Test
    void aStarStandsForTheHospital() throws IOException {
        write("site.b.data", "1,0\n2,1\n");
        write("site.a.data", "3,1\n");
        write("site.data", "9,1\n");
        Csv source = new Csv("site.*.data", "died", null, List.of(), List.of(), List.of(), List.of("x", "died"), MISSING, ",", null);
        Dataset data = read(source);
        assertEquals(List.of("a", "b"), data.sites());
        assertArrayEquals(new int[] {0, 1, 1}, data.siteOf());
        assertArrayEquals(new float[] {3, 1, 2}, data.examples().features());
    }

    @Test
    void theFourHospitalsOfHeartDiseaseAreRead() {
        Optional<Path> above = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(each -> Files.isDirectory(each.resolve("shared/data/heart-disease")))
                .findFirst();
        assumeTrue(above.isPresent(), "the heart disease data is in no folder shared/data/heart-disease above this one");
        Csv source = new Csv(
                "shared/data/heart-disease/processed.*.data", "num", null, List.of("1", "2", "3", "4"),
                List.of("cp", "restecg", "slope", "thal"), List.of(), HEART, MISSING, ",", null);
        Dataset data = source.read(above.orElseThrow(), new Streams(1));
        assertEquals(List.of("cleveland", "hungarian", "switzerland", "va"), data.sites());
        long[] sizes = new long[4];
        Arrays.stream(data.siteOf()).forEach(site -> sizes[site]++);
        assertArrayEquals(new long[] {303, 294, 123, 200}, sizes);
        assertEquals(List.of("0", "1 or 2 or 3 or 4"), data.classes());
        assertEquals(509, Arrays.stream(data.examples().labels()).sum());
    }
}
