package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.simulator.cli.Machines.Machine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that is divided: each process is reached through a cable that can be cut. Nothing is lost, nothing is done twice, and the results are
 * the bytes of one machine, whether whole cells are elsewhere or the hospitals of one run.
 */
@Tag("full")
class CutNetworkTest {
    private static final int PATIENCE_SECONDS = 6;

    @TempDir
    private Path folder = Path.of("");

    private final Map<Machine, Cable> network = new TreeMap<>((one, other) -> Long.compare(one.process().pid(), other.process().pid()));
    private Machines machines = new Machines(folder);

    @BeforeEach
    void begin() {
        assumeTrue(Sockets.told(), "whose a connection is, only Linux tells");
        machines = new Machines(folder);
    }

    @AfterEach
    void end() throws IOException {
        machines.close();
        for (Cable cable : network.values()) {
            cable.close();
        }
    }

    /** A machine behind a cable of its own; {@code port} is the option that says where the others reach it. */
    private Machine wired(String port, String... arguments) throws IOException {
        Cable cable = new Cable();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(port, cable.door(), "--listen", cable.listens(), "--patience", Integer.toString(PATIENCE_SECONDS), "--threads", "1"));
        Machine machine = machines.start(all.toArray(String[]::new));
        network.put(machine, cable);
        return machine;
    }

    private Machine worker(Machine leader, String... more) throws IOException, InterruptedException {
        return wired("--port", Stream.concat(Stream.of("worker", "--join", leader.place()), Stream.of(more)).toArray(String[]::new));
    }

    /** Cuts a machine off from all others, both ways. */
    private void cutOff(Machine machine) {
        network.forEach((other, cable) -> {
            if (other.equals(machine)) {
                cable.cut();
            } else {
                cable.cut(machine.process().pid());
            }
        });
    }

    private void mend() {
        network.values().forEach(Cable::mend);
    }

    private static void fedrange(String... arguments) {
        StringWriter text = new StringWriter();
        assertEquals(0, CommandLineInterface.execute(new PrintWriter(text), new PrintWriter(text), arguments), text::toString);
    }

    private String[] run(String out, int rounds, String... more) {
        return Stream.concat(
                Stream.of("run", Path.of("..", "configs", "quickstart.yaml").toString(), "--out", folder.resolve(out).toString(), "--set", "rounds=" + rounds),
                Stream.of(more)).toArray(String[]::new);
    }

    /** Forty-five cells. */
    private String[] matrix(String out) {
        return matrix(out, 20);
    }

    private String[] matrix(String out, int rounds) {
        return run(out, rounds, "--set", "matrix.seed=[1, 2, 3]");
    }

    /** One cell with momentum and its twin, two folds each. */
    private String[] federation(String out) {
        return run(out, 150, "--set", "matrix.seed=[1]", "--set", "matrix.rule=[{kind: mean, weighted: false}]",
                "--set", "matrix.adversary.attack=[{kind: sign-flip, scale: 5}]", "--set", "evaluation.folds=2");
    }

    private FinishedCells finished() {
        return new FinishedCells(folder.resolve("spread"));
    }

    private void assertTheBytesOfOneMachine() throws IOException {
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    @Test
    void theCellsOfAWorkerThatIsCutOffAreDoneByAnotherAndNoneIsDoneTwice() throws IOException, InterruptedException {
        // Rounds enough that the other is still at work when patience with the lonely one ends.
        int rounds = 120;
        fedrange(matrix("whole", rounds));
        Machine leader = wired("--cluster-port", matrix("spread", rounds));
        Machine lonely = worker(leader);
        Machine other = worker(leader);
        Map<String, Long> before = finished().await(15);
        cutOff(lonely);
        assertEquals(ExitCode.INTERRUPTED, lonely.code(), lonely::text);
        assertTrue(before.size() < 45, "the cut came too late");
        // Heard again too early it would be somebody who says farewell.
        leader.heard(Pattern.compile("is lost"));
        // What waited in the cables, results of its last cell perhaps, comes late and is nobody's.
        mend();
        assertEquals(0, leader.code(), leader::text);
        assertEquals(0, other.code(), other::text);
        finished().assertWrittenOnce(before, 45);
        assertTheBytesOfOneMachine();
    }

    /** Half a cut is worse than a whole one: what it sends still arrives, and it may not take the leader down with it. */
    @Test
    void aWorkerThatHearsNothingThoughItIsHeardIsGivenUpAlone() throws IOException, InterruptedException {
        fedrange(matrix("whole"));
        Machine leader = wired("--cluster-port", matrix("spread"));
        Machine deaf = worker(leader);
        Machine other = worker(leader);
        Map<String, Long> before = finished().await(15);
        Objects.requireNonNull(network.get(deaf)).cut();
        assertEquals(ExitCode.INTERRUPTED, deaf.code(), deaf::text);
        mend();
        assertEquals(0, leader.code(), leader::text);
        assertEquals(0, other.code(), other::text);
        finished().assertWrittenOnce(before, 45);
        assertTheBytesOfOneMachine();
    }

    @Test
    void aCutThatIsMendedInTimeCostsNobodyAnything() throws IOException, InterruptedException {
        fedrange(matrix("whole"));
        Machine leader = wired("--cluster-port", matrix("spread"));
        List<Machine> workers = List.of(worker(leader), worker(leader));
        Map<String, Long> before = finished().await(15);
        cutOff(workers.getFirst());
        Thread.sleep(TimeUnit.SECONDS.toMillis(1));
        mend();
        assertEquals(0, leader.code(), leader::text);
        assertFalse(leader.text().contains("is lost"), leader.text());
        for (Machine each : workers) {
            assertEquals(0, each.code(), each::text);
        }
        finished().assertWrittenOnce(before, 45);
        assertTheBytesOfOneMachine();
    }

    @Test
    void aLeaderThatIsCutOffFromAllGoesOnWithWhoJoinsOnceItIsMended() throws IOException, InterruptedException {
        fedrange(matrix("whole"));
        Machine leader = wired("--cluster-port", matrix("spread"));
        Machine lost = worker(leader);
        Map<String, Long> before = finished().await(10);
        cutOff(leader);
        assertEquals(ExitCode.INTERRUPTED, lost.code(), lost::text);
        mend();
        Machine other = worker(leader);
        assertEquals(0, leader.code(), leader::text);
        assertEquals(0, other.code(), other::text);
        finished().assertWrittenOnce(before, 45);
        assertTheBytesOfOneMachine();
    }

    private Machine hospitals(Machine leader) throws IOException, InterruptedException {
        return worker(leader, "--role", "hospital");
    }

    @Test
    void hospitalsThatAreCutOffForAMomentAnswerAsIfNothingHadBeen() throws IOException, InterruptedException {
        fedrange(federation("whole"));
        Machine leader = wired("--cluster-port", Stream.concat(Stream.of(federation("spread")), Stream.of("--hospital-machines", "2")).toArray(String[]::new));
        List<Machine> houses = List.of(hospitals(leader), hospitals(leader));
        for (String progress : List.of("10% of", "40% of")) {
            leader.heard(Pattern.compile(progress));
            cutOff(houses.getFirst());
            Thread.sleep(TimeUnit.SECONDS.toMillis(1));
            mend();
        }
        assertEquals(0, leader.code(), leader::text);
        for (Machine each : houses) {
            assertEquals(0, each.code(), each::text);
        }
        assertTheBytesOfOneMachine();
    }

    @Test
    void aRunWhoseHospitalsAreCutOffFailsInTheOpenAndTheSameCommandDoesItAgain() throws IOException, InterruptedException {
        fedrange(federation("whole"));
        Machine leader = wired("--cluster-port", Stream.concat(Stream.of(federation("spread")), Stream.of("--hospital-machines", "2")).toArray(String[]::new));
        Machine lonely = hospitals(leader);
        Machine other = hospitals(leader);
        leader.heard(Pattern.compile("10% of"));
        cutOff(lonely);
        assertEquals(ExitCode.INTERRUPTED, lonely.code(), lonely::text);
        assertEquals(ExitCode.SOME_FAILED, leader.code(), leader::text);
        assertEquals(0, other.code(), other::text);
        assertTrue(Pattern.compile("the machine 127.0.0.1:" + Objects.requireNonNull(network.get(lonely)).door() + " with \\d of the hospitals is lost").matcher(leader.text()).find(), leader.text());
        fedrange(federation("spread"));
        assertTheBytesOfOneMachine();
    }
}
