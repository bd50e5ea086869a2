package org.fedrange.benchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
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
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MemoryBenchmark {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEP = SPECIES.length();

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

    /** What memory allows a rule that reads each number once: all updates summed, in four sums that do not wait for each other. */
    @Benchmark
    public float read() {
        float sum = 0;
        for (float[] row : rows) {
            sum += sum(row);
        }
        return sum;
    }

    private static float sum(float[] row) {
        FloatVector a = FloatVector.zero(SPECIES), b = a, c = a, d = a;
        int end = row.length - row.length % (4 * STEP);
        for (int k = 0; k < end; k += 4 * STEP) {
            a = a.add(FloatVector.fromArray(SPECIES, row, k));
            b = b.add(FloatVector.fromArray(SPECIES, row, k + STEP));
            c = c.add(FloatVector.fromArray(SPECIES, row, k + 2 * STEP));
            d = d.add(FloatVector.fromArray(SPECIES, row, k + 3 * STEP));
        }
        float rest = 0;
        for (int k = end; k < row.length; k++) {
            rest += row[k];
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD) + rest;
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
