package org.fedrange.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.Ziggurat;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.SgdStep;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What bounding each patient's gradient adds to a step on a batch, and, apart, what a number of noise costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class PrivateStepBenchmark {
    private static final int EXAMPLES = 2048;
    private static final int NUMBERS = 10_000;
    private static final SgdStep STEP = new SgdStep(0.01, 0, 0);
    private static final PortableKernel KERNEL = new PortableKernel();

    /** The network. */
    @Param({"softmax", "mlp"})
    public String net = "";

    /** Patients in a batch. */
    @Param({"32", "128"})
    public int batch = 32;

    private Network network = new Softmax().network(new Shape(1, 2), Numerics.PORTABLE);
    private float[] parameters = new float[0];
    private float[] gradient = new float[0];
    private float[] velocity = new float[0];
    private double[] norms = new double[0];
    private int[] rows = new int[0];
    private Examples examples = new Examples(new float[0], new int[0], 1);
    private RandomGenerator stream = new Streams(1).of("noise");
    private int next;

    /** Draws parameters and examples. */
    @Setup
    public void draw() {
        Shape shape = new Shape(784, 10);
        network = (net.equals("mlp") ? new Mlp(List.of(100)) : new Softmax()).network(shape, Numerics.NATIVE);
        parameters = network.initial(stream).array().clone();
        gradient = new float[parameters.length];
        velocity = new float[parameters.length];
        norms = new double[batch];
        rows = new int[batch];
        float[] features = new float[EXAMPLES * 784];
        for (int i = 0; i < features.length; i++) {
            features[i] = stream.nextFloat();
        }
        int[] labels = new int[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            labels[i] = i % 10;
        }
        examples = new Examples(features, labels, 784);
    }

    private void advance() {
        for (int i = 0; i < batch; i++) {
            rows[i] = (next + i) % EXAMPLES;
        }
        next = (next + batch) % EXAMPLES;
    }

    /** A step without privacy. */
    @Benchmark
    public double plain() {
        advance();
        double loss = network.gradient(parameters, examples, rows, gradient);
        STEP.apply(KERNEL, parameters.length, parameters, gradient, velocity);
        return loss;
    }

    /** The same with each patient's gradient measured and bounded, without noise. */
    @Benchmark
    public double bounded() {
        advance();
        double loss = network.clippedGradient(parameters, examples, rows, 1, ClippingShape.FLAT, norms, gradient);
        STEP.apply(KERNEL, parameters.length, parameters, gradient, velocity);
        return loss;
    }

    /** One number of noise. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public double noise() {
        double sum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            sum += Ziggurat.draw(stream);
        }
        return sum;
    }

    /** One number from the JDK's own generator of normal numbers, on the same stream: what noise is measured against. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public double noiseOfTheJdk() {
        double sum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            sum += stream.nextGaussian();
        }
        return sum;
    }
}
