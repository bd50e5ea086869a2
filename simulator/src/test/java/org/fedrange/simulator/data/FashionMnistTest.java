package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {
    private static final Path WHOLE = Path.of("/usr/share/datasets/fashion-mnist");

    private static Dataset read(int examples) {
        return new FashionMnist(examples, true, null).read(Path.of("."), new Streams(1));
    }

    private static void balanced(int ofEachClass, Examples examples) {
        for (int label = 0; label < 10; label++) {
            int wanted = label;
            assertEquals(ofEachClass, Arrays.stream(examples.labels()).filter(each -> each == wanted).count());
        }
    }

    @Test
    void theBuiltInImagesAreBalancedAndTheKnownOnes() {
        Dataset data = read(6000);
        balanced(600, data.examples());
        balanced(100, data.test().orElseThrow());
        assertEquals(784, data.shape().width());
        assertEquals("d44c15d99ab01abc17cdc98f3d71a142a8993fe2fc127294d49b8726c3e511d8", data.digest());
    }

    @Test
    void fewerAreTheFirstOfEachClass() {
        Dataset few = read(100);
        balanced(10, few.examples());
        balanced(100, few.test().orElseThrow());
        Dataset all = read(6000);
        // The first image is an ankle boot in both.
        assertEquals(9, few.examples().labels()[0]);
        assertArrayEquals(
                Arrays.copyOf(all.examples().features(), 784), Arrays.copyOf(few.examples().features(), 784));
    }

    @Test
    void pixelsThatAreNotStandardizedStayFromZeroToOne() {
        float[] unit = new FashionMnist(100, false, null).read(Path.of("."), new Streams(1)).examples().features();
        float[] standardized = read(100).examples().features();
        for (int i = 0; i < unit.length; i++) {
            assertTrue(unit[i] >= 0 && unit[i] <= 1);
            assertEquals((unit[i] - 0.2860) / 0.3530, standardized[i], 1e-5);
        }
    }

    @Test
    void theBuiltInImagesAreThoseOfTheWholeSet() {
        assumeTrue(Files.isDirectory(WHOLE), "the whole of Fashion-MNIST is not in " + WHOLE);
        Dataset whole = new FashionMnist(60_000, true, WHOLE.toString()).read(Path.of("."), new Streams(1));
        balanced(6000, whole.examples());
        assertEquals(10_000, whole.test().orElseThrow().size());
        int[] taken = new int[10];
        int[] rows = IntStream.range(0, 60_000)
                .filter(row -> taken[whole.examples().labels()[row]]++ < 600)
                .toArray();
        Examples subset = whole.examples().at(rows);
        assertArrayEquals(subset.features(), read(6000).examples().features());
        assertArrayEquals(subset.labels(), read(6000).examples().labels());
    }

    @Test
    void anotherFileOfThatNameIsRefused(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
        FashionMnist source = new FashionMnist(60_000, true, folder.toString());
        String message = String.valueOf(
                assertThrows(Refusal.class, () -> source.read(Path.of("."), new Streams(1))).getMessage());
        assertTrue(message.contains("train-images-idx3-ubyte: is not Fashion-MNIST's file"), message);
    }

    @Test
    void eachOfTheFourFilesIsRefusedByNameWhereItIsAnother(@TempDir Path folder) throws IOException {
        for (FashionMnistFile each : FashionMnistFile.values()) {
            String name = switch (each) {
                case TRAIN_IMAGES -> "train-images-idx3-ubyte";
                case TRAIN_LABELS -> "train-labels-idx1-ubyte";
                case TEST_IMAGES -> "t10k-images-idx3-ubyte";
                case TEST_LABELS -> "t10k-labels-idx1-ubyte";
            };
            Path file = Files.write(folder.resolve(name), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
            String other = String.valueOf(assertThrows(Refusal.class, () -> each.find(List.of(folder))).getMessage());
            assertTrue(other.startsWith(file + ": is not Fashion-MNIST's file of that name"), other);
            // A packed one is looked for first; this one is not packed at all.
            Path packed = Files.write(folder.resolve(name + ".gz"), new byte[] {1, 2, 3});
            String broken = String.valueOf(assertThrows(Refusal.class, () -> each.find(List.of(folder))).getMessage());
            assertTrue(broken.startsWith(packed + ": cannot be read: "), broken);
        }
    }

    @Test
    void aMissingSetIsRefusedWithTheWayToGetIt(@TempDir Path folder) {
        String message = String.valueOf(assertThrows(
                Refusal.class, () -> FashionMnistFile.TEST_LABELS.find(List.of(folder))).getMessage());
        assertTrue(message.contains("dataset-fashion-mnist") && message.contains(folder.toString()), message);
    }

    @Test
    void unbalancedNumbersAreRefused() {
        for (int bad : new int[] {15, 0, 5, -10}) {
            assertThrows(IllegalArgumentException.class, () -> new FashionMnist(bad, true, null), "examples " + bad);
        }
        assertThrows(IllegalArgumentException.class, () -> new FashionMnist(6005, true, null));
        assertThrows(IllegalArgumentException.class, () -> new FashionMnist(70_000, true, null));
    }
}
