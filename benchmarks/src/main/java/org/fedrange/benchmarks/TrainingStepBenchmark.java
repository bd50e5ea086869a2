package org.fedrange.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Network;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The gradient of one batch of 32 through a perceptron 784-100-10. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class TrainingStepBenchmark {
    private static final int BATCH = 32;
    private static final int PIXELS = 784;

    /** Which kernels compute. */
    @Param({"NATIVE", "PORTABLE"})
    public Numerics numerics = Numerics.NATIVE;

    private Network network = new Mlp(List.of(100)).network(new Shape(PIXELS, 10), Numerics.PORTABLE);
    private FloatVector parameters = FloatVector.zeros(1);
    private Examples examples = new Examples(new float[0], new int[0], PIXELS);
    private int[] rows = new int[BATCH];

    /** Draws parameters and examples. */
    @Setup
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        network = new Mlp(List.of(100)).network(new Shape(PIXELS, 10), numerics);
        parameters = network.initial(stream);
        float[] features = new float[BATCH * PIXELS];
        for (int i = 0; i < features.length; i++) {
            features[i] = stream.nextFloat();
        }
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            labels[i] = i % 10;
            rows[i] = i;
        }
        examples = new Examples(features, labels, PIXELS);
    }

    /** Forward and backward. */
    @Benchmark
    public Network.Gradient gradient() {
        return network.gradient(parameters, examples, rows);
    }
}
