package org.fedrange.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** What memory allows rules on updates of a given number and size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MemoryBenchmark {
    /** Number of updates. */
    @Param("14")
    public int nodes;

    /** Numbers of each. */
    @Param("79510")
    public int size;

    private float[][] rows = new float[0][];
    private float[][] copies = new float[0][];

    /** Writes every number once, so that memory is really there. */
    @Setup
    public void fill() {
        rows = new float[nodes][size];
        copies = new float[nodes][size];
        for (float[] row : rows) {
            for (int k = 0; k < size; k++) {
                row[k] = k;
            }
        }
    }

    /** What memory allows a rule that reads each number once: all bits of all updates joined by exclusive or. */
    @Benchmark
    public int read() {
        int bits = 0;
        for (float[] row : rows) {
            for (float value : row) {
                bits ^= Float.floatToRawIntBits(value);
            }
        }
        return bits;
    }

    /** What memory allows a stage that puts another vector in the place of each: a copy of all updates. */
    @Benchmark
    public float[][] copy() {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, copies[i], 0, size);
        }
        return copies;
    }
}
