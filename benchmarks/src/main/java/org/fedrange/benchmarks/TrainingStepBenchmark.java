package org.fedrange.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Cnn;
import org.fedrange.learning.model.Lenet;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.SgdStep;
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

/** One step of plain SGD on a batch of 32 out of 2,048 examples, each thread its own model: what {@code compare/pytorch_steps.py} times. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class TrainingStepBenchmark {
    private static final int BATCH = 32;
    private static final int EXAMPLES = 2048;
    private static final SgdStep STEP = new SgdStep(0.01, 0, 0);
    private static final PortableKernel KERNEL = new PortableKernel();

    /** The network. */
    @Param({"softmax 784-10", "mlp 784-100-10", "mlp 30-64-32-2", "cnn 20-50-500", "lenet"})
    public String net = "";

    /** Which kernels compute. */
    @Param({"NATIVE", "PORTABLE"})
    public Numerics numerics = Numerics.NATIVE;

    private Network network = new Softmax().network(new Shape(1, 2), Numerics.PORTABLE);
    private float[] parameters = new float[0];
    private float[] gradient = new float[0];
    private float[] velocity = new float[0];
    private Examples examples = new Examples(new float[0], new int[0], 1);
    private final int[] rows = new int[BATCH];
    private int next;

    /** Draws parameters and examples. */
    @Setup
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        boolean tabular = net.endsWith("-2");
        Shape shape = tabular ? new Shape(30, 2) : new Shape(784, 10, Optional.of(new Picture(1, 28, 28)));
        Model model = switch (net) {
            case "softmax 784-10" -> new Softmax();
            case "cnn 20-50-500" -> new Cnn(List.of(20, 50), 5, 0, List.of(500));
            case "lenet" -> new Lenet(2);
            default -> new Mlp(tabular ? List.of(64, 32) : List.of(100));
        };
        network = model.network(shape, numerics);
        parameters = network.initial(stream).array().clone();
        gradient = new float[parameters.length];
        velocity = new float[parameters.length];
        float[] features = new float[EXAMPLES * shape.width()];
        for (int i = 0; i < features.length; i++) {
            features[i] = stream.nextFloat();
        }
        int[] labels = new int[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            labels[i] = i % shape.classes();
        }
        examples = new Examples(features, labels, shape.width());
    }

    /** Gradient and step. */
    @Benchmark
    public double step() {
        for (int i = 0; i < BATCH; i++) {
            rows[i] = (next + i) % EXAMPLES;
        }
        next = (next + BATCH) % EXAMPLES;
        double loss = network.gradient(parameters, examples, rows, gradient);
        STEP.apply(KERNEL, parameters.length, parameters, gradient, velocity);
        return loss;
    }
}
