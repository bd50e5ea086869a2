package org.fedrange.simulator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which cell. Workers are played by probes; as they live where the leader does, all of them are one machine. */
class LeaderTest {
    private static final String BUILD = "0123456789abcdef";
    /** How the leader calls this machine. */
    private static final String HERE = "here:0";
    private static final Duration QUIET = Duration.ofMillis(300);

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> failures = new ConcurrentSkipListMap<>();
    private final List<String> courses = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private ActorSystem<LeaderActor.Command> leader = system();

    private static ActorSystem<LeaderActor.Command> system() {
        return new Member(new HostPort(HostPort.LOOPBACK, 0), Optional.empty(), Optional.empty(), 20, 1).system(LeaderActor.of(BUILD, said -> {}), Leader.ROLE);
    }

    @BeforeEach
    void handOut() {
        Progress progress = new Progress() {
            @Override
            public void begun(String cell) {
                courses.add(cell + " begun");
            }

            @Override
            public void abandoned(String cell) {
                courses.add(cell + " abandoned");
            }

            @Override
            public void round(String cell, Supplier<Glimpse> glimpse) {}

            @Override
            public void finished(Run run) {}

            @Override
            public void failed(String cell, Throwable cause) {
                failures.put(cell, cause.toString());
            }
        };
        List<Sent.Assignment> cells = List.of(new Sent.Assignment("a", "", "", ""), new Sent.Assignment("b", "", "", ""));
        leader.tell(new Handout(cells, new ResultsFolder(folder), progress, done));
    }

    @AfterEach
    void end() {
        leader.terminate();
        leader.getWhenTerminated().toCompletableFuture().join();
    }

    private void greet() {
        TestProbe<Sent.ToWorker> worker = TestProbe.create(leader);
        leader.tell(new Sent.Hello(BUILD, "cell", worker.ref()));
        worker.expectMessage(new Sent.Welcome());
    }

    private TestProbe<Sent.ToLane> claimed(String cell) {
        TestProbe<Sent.ToLane> lane = TestProbe.create(leader);
        leader.tell(new Sent.Claim(cell, lane.ref()));
        return lane;
    }

    @Test
    void anotherBuildIsTurnedAway() {
        TestProbe<Sent.ToWorker> worker = TestProbe.create(leader);
        leader.tell(new Sent.Hello("fedcba9876543210", "cell", worker.ref()));
        String reason = worker.expectMessageClass(Sent.TurnedAway.class).reason();
        assertTrue(reason.contains("another build") && reason.contains("fedcba987654") && reason.contains("0123456789ab"), reason);
        // What it claims in spite of that is not granted.
        claimed("a").expectNoMessage(QUIET);
    }

    @Test
    void whoClaimsFirstHasACellAndACellThatFailsIsFailed() {
        greet();
        TestProbe<Sent.ToLane> first = claimed("a");
        first.expectMessage(new Sent.Granted("a"));
        claimed("a").expectMessage(new Sent.Settled("a"));
        leader.tell(new Sent.Claim("a", first.ref()));
        first.expectMessage(new Sent.Granted("a"));
        // Another lane's word about it is not believed.
        TestProbe<Sent.ToLane> second = claimed("b");
        second.expectMessage(new Sent.Granted("b"));
        leader.tell(new Sent.Failed("a", "not its own", second.ref()));
        second.expectMessage(new Sent.Settled("a"));
        leader.tell(new Sent.Failed("a", "its own", first.ref()));
        first.expectMessage(new Sent.Settled("a"));
        leader.tell(new Sent.Failed("b", "as well", second.ref()));
        done.join();
        assertEquals(Map.of("a", "its own", "b", "as well"), failures);
    }

    @Test
    void cellsWhoseWorkerDiedGoOnAloneAndTheThirdDeathSetsOneAside() {
        greet();
        claimed("a").expectMessage(new Sent.Granted("a"));
        claimed("b").expectMessage(new Sent.Granted("b"));
        leader.tell(new LeaderActor.Gone(HERE));
        // Either may be to blame: now one after the other.
        greet();
        claimed("a").expectMessage(new Sent.Granted("a"));
        TestProbe<Sent.ToLane> waiting = claimed("b");
        waiting.expectNoMessage(QUIET);
        leader.tell(new LeaderActor.Gone(HERE));
        greet();
        TestProbe<Sent.ToLane> innocent = claimed("b");
        innocent.expectMessage(new Sent.Granted("b"));
        leader.tell(new Sent.Failed("b", "for a reason of its own", innocent.ref()));
        innocent.expectMessage(new Sent.Settled("b"));
        claimed("a").expectMessage(new Sent.Granted("a"));
        assertFalse(done.isDone());
        leader.tell(new LeaderActor.Gone(HERE));
        done.join();
        assertEquals("set aside: 3 workers died over it: here:0, here:0, here:0", failures.get("a"));
        assertEquals("for a reason of its own", failures.get("b"));
        assertEquals(List.of("a begun", "b begun", "a abandoned", "b abandoned", "a begun", "a abandoned", "b begun", "a begun"), courses);
    }

    @Test
    void aWorkerThatLeavesIsNotHeldAgainstItsCells() {
        for (int leave = 1; leave <= CellCourse.MOST_DEATHS + 1; leave++) {
            TestProbe<Sent.ToWorker> worker = TestProbe.create(leader);
            leader.tell(new Sent.Hello(BUILD, "cell", worker.ref()));
            worker.expectMessage(new Sent.Welcome());
            claimed("a").expectMessage(new Sent.Granted("a"));
            claimed("b").expectMessage(new Sent.Granted("b"));
            leader.tell(new Sent.Leaving(worker.ref()));
            leader.tell(new LeaderActor.Gone(HERE));
        }
        assertEquals(Map.of(), failures);
    }
}
