package org.fedrange.simulator.run;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.fedrange.attacks.inference.Shelf;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.results.ResultsFolder;

/**
 * The shadow models of a cell that is not finished, a file each: SHA-256 of the numbers, then the numbers. What was broken on the disk is trained anew.
 *
 * @param results the results folder
 * @param folder where they lie
 */
record ShadowFolder(ResultsFolder results, Path folder) implements Shelf {
    private static final int DIGEST = 32;

    @Override
    public FloatVector model(String name, Supplier<FloatVector> training) {
        Path file = folder.resolve(name);
        return results.read(file).flatMap(ShadowFolder::numbers).orElseGet(() -> {
            FloatVector trained = training.get();
            ResultsFolder.write(file, bytes(trained));
            return trained;
        });
    }

    private static byte[] bytes(FloatVector model) {
        byte[] numbers = new byte[model.size() * Float.BYTES];
        ByteBuffer.wrap(numbers).asFloatBuffer().put(model.array());
        return ByteBuffer.allocate(DIGEST + numbers.length).put(Sha256.start().digest(numbers)).put(numbers).array();
    }

    private static Optional<FloatVector> numbers(byte[] file) {
        if (file.length < DIGEST) {
            return Optional.empty();
        }
        byte[] numbers = Arrays.copyOfRange(file, DIGEST, file.length);
        if (!Arrays.equals(Arrays.copyOf(file, DIGEST), Sha256.start().digest(numbers))) {
            return Optional.empty();
        }
        float[] model = new float[numbers.length / Float.BYTES];
        ByteBuffer.wrap(numbers).asFloatBuffer().get(model);
        return Optional.of(FloatVector.owning(model));
    }
}
