package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model from a file, on 569 tumours with 30 features: 357 are benign, class 0, and 212 malignant, class 1. */
class InitialParametersTest {
    private static final String EXPERIMENT =
            """
            name: started
            data: {kind: wdbc}
            hospitals: 3
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 1e-30}
            rule: {kind: mean}
            rounds: 1
            evaluation: {metric: accuracy}
            numerics: portable
            """;

    @TempDir
    private Path folder = Path.of("");

    /** A member of an archive as NumPy writes it: float64, the last dimension fastest. */
    private static void member(ZipOutputStream zip, String name, String shape, double... numbers) throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(bytes.array());
    }

    private void file(String weights, double... biases) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            member(zip, "weight", weights, new double[60]);
            member(zip, "bias", biases.length + ",", biases);
        }
        Files.write(folder.resolve("model.npz"), bytes.toByteArray());
    }

    private Lab run(String more) {
        return Lab.run(folder, EXPERIMENT + more);
    }

    private double accuracy() {
        Lab lab = run("initial: {file: model.npz}");
        return lab.run(lab.study().cells().getFirst()).finalTest(Metric.ACCURACY);
    }

    /** Weights of nothing and the greater bias for one class: everyone is told that class. */
    @Test
    void theModelIsTheOneInTheFile() throws IOException {
        file("2, 30", 5, 0);
        assertEquals(357.0 / 569, accuracy());
        file("2, 30", 0, 5);
        assertEquals(212.0 / 569, accuracy());
    }

    @Test
    void theFinalModelOfARunCanBeStartedFrom() throws IOException {
        file("2, 30", 0.01, 0);
        Lab trained = Lab.run(folder, EXPERIMENT.replace("1e-30", "0.5") + "initial: {file: model.npz}");
        String cell = trained.study().cells().getFirst().id();
        double accuracy = trained.run(trained.study().cells().getFirst()).finalTest(Metric.ACCURACY);
        assertNotEquals(357.0 / 569, accuracy, "it learned something");
        // Training with a rate of next to nothing leaves the model of the first fold as it is; the four other folds have models of their own.
        Files.copy(folder.resolve("models").resolve(cell).resolve("fold-1.npz"), folder.resolve("model.npz"), StandardCopyOption.REPLACE_EXISTING);
        String again = run("initial: {file: model.npz}").study().cells().getFirst().id();
        assertArrayEquals(Files.readAllBytes(folder.resolve("model.npz")), Files.readAllBytes(folder.resolve("models").resolve(again).resolve("fold-1.npz")));
    }

    @Test
    void anotherFileIsAnotherCellAndAChangedOneIsNoticed() throws IOException {
        file("2, 30", 5, 0);
        String one = run("initial: {file: model.npz}").study().cells().getFirst().identity();
        String digest = run("initial: {file: model.npz}").study().cells().getFirst().experiment().replaceAll(".*\"digest\": \"(\\w+)\".*", "$1");
        assertEquals(one, run("initial: {file: model.npz, digest: \"" + digest + "\"}").study().cells().getFirst().identity());
        assertNotEquals(one, run("").study().cells().getFirst().identity());
        file("2, 30", 6, 0);
        assertNotEquals(one, run("initial: {file: model.npz}").study().cells().getFirst().identity());
        refused("initial: {file: model.npz, digest: \"" + digest + "\"}", "the file has changed");
    }

    @Test
    void whatIsNotThisModelIsRefused() throws IOException {
        refused("initial: {file: model.npz}", "there is no such file");
        file("30, 2", 5, 0);
        refused("initial: {file: model.npz}", "its arrays are 30 x 2, 2, but this model on this data has 2 x 30, 2");
        file("2, 30", 5, 0, 0);
        refused("initial: {file: model.npz}", "its arrays are 2 x 30, 3, but");
        file("2, 30", 5, Double.NaN);
        refused("initial: {file: model.npz}", "model.npz/bias, number 2: must be a finite number, got NaN");
        Files.writeString(folder.resolve("model.npz"), "text");
        refused("initial: {file: model.npz}", "model.npz: is damaged");
    }

    private void refused(String more, String why) {
        Refusal refusal = assertThrows(Refusal.class, () -> run(more));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }
}
