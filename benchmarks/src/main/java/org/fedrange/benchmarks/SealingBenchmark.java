package org.fedrange.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.federation.UpdateSent;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Leg;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.wire.ProtectedLine;
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

/** What the protection of messages costs: one update put on a line, and taken from it; and keys agreed on, once for a run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SealingBenchmark {
    private static final NodeId NODE = new NodeId(0, "hospital");
    private static final Leg UP = new Leg(Direction.UP, 1, 0, NODE);

    /** Numbers in the update: softmax on 30 features, perceptron 784-100-10, and a million. */
    @Param({"62", "79510", "1048576"})
    public int size = 62;

    /** How the message is protected; {@code none} is encoded all the same, as where somebody reads it. */
    @Param({"NONE", "AUTHENTICATED", "SEALED", "SEALED_HYBRID"})
    public Security security = Security.SEALED;

    private Message update = new UpdateSent(new Update(NODE, 1, FloatVector.zeros(1), 1));
    private Line line = Line.OPEN;

    /** Draws an update and agrees on keys. */
    @Setup(Level.Trial)
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) stream.nextGaussian();
        }
        update = new UpdateSent(new Update(NODE, 1, FloatVector.owning(values), 100));
        line = agreed();
    }

    private Line agreed() {
        Streams streams = new Streams(1);
        return ProtectedLine.of(security, "run", Enrolment.of(List.of(NODE), List.of(), 1, streams), 1L << 30, streams);
    }

    /** Sent and taken. */
    @Benchmark
    public Message message() {
        return Objects.requireNonNull(line.taken(UP, List.of(line.sent(UP, update))).getFirst()).body();
    }

    /** Enrolment of one hospital and the coordinator, and their handshake. */
    @Benchmark
    public Line handshake() {
        return agreed();
    }
}
