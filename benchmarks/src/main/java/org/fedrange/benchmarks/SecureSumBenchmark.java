package org.fedrange.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole round of secure aggregation without dropouts, all nodes and the coordinator one after another in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class SecureSumBenchmark {
    /** Number of nodes. */
    @Param({"10", "50", "100", "200"})
    public int nodes = 100;

    /** Numbers in each vector. */
    @Param("1048576")
    public int size = 1 << 20;

    /** The protocol: semi-honest, malicious or bell with 5 % colluding and 5 % lost. */
    @Param({"semi-honest", "malicious", "bell"})
    public String variant = "semi-honest";

    private FloatVector update = FloatVector.zeros(1);
    private WholeRound round = new WholeRound("semi-honest", 2, 1);

    /** Draws the update that all send, and enrols them. */
    @Setup(Level.Trial)
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) stream.nextGaussian();
        }
        update = FloatVector.owning(values);
        round = new WholeRound(variant, nodes, size);
    }

    /** From advertised keys to the mean. */
    @Benchmark
    public FloatVector round() {
        return round.run(update);
    }
}
