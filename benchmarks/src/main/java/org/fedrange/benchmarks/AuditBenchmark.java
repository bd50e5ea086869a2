package org.fedrange.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.audit.note.TreeHead;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Events a second of the audit log, with a signed checkpoint forced to disk after every thousand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AuditBenchmark {
    private static final int EVENTS = 20_000;
    private static final int PER_CHECKPOINT = 1_000;
    private static final String DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Path folder = Path.of("");
    private SigningKey key = SigningKey.generate("benchmark.example", SignatureType.LOG);

    /** A folder of its own. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("audit");
        key = SigningKey.generate("benchmark.example", SignatureType.LOG);
    }

    /** Takes the folder away. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        for (String file : List.of(AuditLog.EVENTS, AuditLog.CHECKPOINTS, "details.jsonl")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
    }

    /** Appends, and signs and forces each checkpoint. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long append() throws IOException {
        long size = 0;
        try (AuditLog log = AuditLog.create(folder, new AuditLog.Heading("0123456789abcdef", DIGEST, new Streams(1)))) {
            for (int i = 1; i <= EVENTS; i++) {
                log.append(new AuditEvent(
                        1, i / 10, i, "update-accepted", "success", "hospital " + i % 10, "hospital", "update", DIGEST, true, 0.1, 1.5, null));
                if (i % PER_CHECKPOINT == 0) {
                    size = log.seal(this::signed).size();
                }
            }
        }
        return size;
    }

    private String signed(AuditLog.Checkpoint checkpoint) {
        return new SignedNote(new TreeHead("fedrange/benchmark", checkpoint.size(), checkpoint.root()).text(), List.of()).signed(key, 0).written();
    }
}
