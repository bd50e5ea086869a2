package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.simulator.cli.Machines.Machine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die, stall, are strangers or have other data, and a cell that kills: nothing is lost, nothing is done twice, and it is said. */
@Tag("full")
class ClusterFaultTest {
    private static final String PATIENCE = "6";

    @TempDir
    private Path folder = Path.of("");

    private static void fedrange(String... arguments) {
        StringWriter text = new StringWriter();
        assertEquals(0, CommandLineInterface.execute(new PrintWriter(text), new PrintWriter(text), arguments), text::toString);
    }

    /** Sixty cells, twins and baselines among them: none, sign-flip and label-flip, five rules, four seeds. */
    private String[] matrix(String out, int rounds, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run", Path.of("..", "configs", "quickstart.yaml").toString(), "--out", folder.resolve(out).toString(), "--set", "rounds=" + rounds,
                "--set", "matrix.seed=[1, 2, 3, 4]"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private String[] few(String out, int rounds, String... more) {
        String[] arguments = matrix(out, rounds, more);
        return Stream.concat(Stream.of(arguments), Stream.of("--set", "matrix.seed=[1]", "--set", "matrix.rule=[{kind: mean, weighted: false}]")).toArray(String[]::new);
    }

    private static Machine worker(Machines machines, String place) throws IOException {
        return machines.start("worker", "--join", place, "--threads", "1", "--patience", PATIENCE);
    }

    private FinishedCells finished(String out) {
        return new FinishedCells(folder.resolve(out));
    }

    @Test
    void sixtyCellsOnThreeWorkersOfWhichOneIsKilled() throws IOException, InterruptedException {
        fedrange(matrix("whole", 20));
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(matrix("spread", 20, "--cluster-port", "0", "--patience", PATIENCE));
            String place = leader.place();
            List<Machine> workers = List.of(worker(machines, place), worker(machines, place), worker(machines, place));
            Map<String, Long> before = finished("spread").await(30);
            assertTrue(before.size() < 60, "the kill came too late");
            workers.getFirst().kill();
            assertEquals(0, leader.code(), leader::text);
            assertEquals(0, workers.get(1).code(), workers.get(1)::text);
            assertEquals(0, workers.get(2).code(), workers.get(2)::text);
            finished("spread").assertWrittenOnce(before, 60);
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    @Test
    void theCellOfAWorkerThatStallsGoesToAnother() throws IOException, InterruptedException {
        fedrange(few("whole", 400));
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(few("spread", 400, "--cluster-port", "0", "--patience", PATIENCE));
            String place = leader.place();
            Machine stalled = worker(machines, place);
            leader.heard(Pattern.compile("10% of"));
            stalled.signal("STOP");
            Machine other = worker(machines, place);
            assertEquals(0, leader.code(), leader::text);
            assertEquals(0, other.code(), other::text);
            assertTrue(leader.text().contains("is lost; to be done again: "), leader.text());
            stalled.signal("CONT");
            assertEquals(ExitCode.INTERRUPTED, stalled.code(), stalled::text);
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    @Test
    void aCellThatKillsThreeWorkersIsSetAside() throws IOException, InterruptedException {
        fedrange(few("whole", 5));
        String poison = finished("whole").now().keySet().iterator().next().replace(".json", "");
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(few("spread", 5, "--cluster-port", "0", "--patience", "3"));
            String place = leader.place();
            for (int death = 1; death <= 3; death++) {
                // Two lanes: the innocent cell beside the poison must not be blamed.
                Machine worker = machines.start(Poisoned.class, poison, "worker", "--join", place, "--threads", "2", "--patience", "3");
                assertEquals(137, worker.code(), worker::text);
            }
            leader.heard(Pattern.compile("cell " + poison + " failed: set aside: 3 workers died over it"));
            // Where the dying workers had time for all other cells, the leader has ended and nobody awaits this one.
            worker(machines, place);
            assertEquals(ExitCode.SOME_FAILED, leader.code(), leader::text);
        }
        Map<String, Long> all = finished("whole").now();
        all.remove(poison + ".json");
        assertEquals(all.keySet(), finished("spread").now().keySet());
        // The same command on one machine goes on with what is missing.
        fedrange(few("spread", 5));
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    @Test
    void aLeaderThatIsKilledGoesOnWhereItStopped() throws IOException, InterruptedException {
        fedrange(matrix("whole", 20));
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(matrix("spread", 20, "--cluster-port", "0", "--patience", PATIENCE));
            Machine worker = worker(machines, leader.place());
            Map<String, Long> before = finished("spread").await(20);
            leader.kill();
            assertEquals(ExitCode.INTERRUPTED, worker.code(), worker::text);
            assertTrue(worker.text().contains("is gone"), worker.text());
            Machine again = machines.start(matrix("spread", 20, "--cluster-port", "0", "--patience", PATIENCE));
            assertEquals(0, worker(machines, again.place()).code());
            assertEquals(0, again.code(), again::text);
            finished("spread").assertWrittenOnce(before, 60);
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    @Test
    void workersKnowEachOtherByTheirKeysAndTheirData() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), "correct horse battery\n");
        fedrange("keystores", "leader", "worker", "--out", folder.resolve("ours").toString(), "--password-file", password.toString());
        fedrange("keystores", "worker", "--out", folder.resolve("theirs").toString(), "--password-file", password.toString());
        String table = Files.readString(Path.of("..", "configs", "your-own.csv"));
        Path other = Files.createDirectories(folder.resolve("other"));
        int comma = table.lastIndexOf(',');
        Files.writeString(other.resolve("your-own.csv"), table.substring(0, comma) + "," + flipped(table.substring(comma + 1)));
        String[] config = {"run", Path.of("..", "configs", "your-own-csv.yaml").toString(), "--set", "rounds=2", "--out"};
        fedrange(Stream.concat(Stream.of(config), Stream.of(folder.resolve("whole").toString())).toArray(String[]::new));
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(Stream.concat(Stream.of(config), Stream.of(
                    folder.resolve("spread").toString(), "--cluster-port", "0", "--keystore", folder.resolve("ours").resolve("leader.p12").toString(),
                    "--password-file", password.toString())).toArray(String[]::new));
            String place = leader.place();
            Machine plain = machines.start("worker", "--join", place);
            Machine stranger = keyed(machines, place, "theirs", password, Path.of("..", "configs"));
            Machine misinformed = keyed(machines, place, "ours", password, other);
            assertEquals(ExitCode.REFUSED, plain.code(), plain::text);
            assertTrue(plain.text().contains("no run that leads answers"), plain.text());
            assertEquals(ExitCode.REFUSED, stranger.code(), stranger::text);
            assertEquals(ExitCode.REFUSED, misinformed.code(), misinformed::text);
            assertTrue(misinformed.text().contains("is not the leader's"), misinformed.text());
            assertFalse(misinformed.text().contains("\tat "), misinformed.text());
            assertTrue(leader.process().isAlive(), leader.text());
            Machine known = keyed(machines, place, "ours", password, Path.of("..", "configs"));
            assertEquals(0, leader.code(), leader::text);
            assertEquals(0, known.code(), known::text);
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    private Machine keyed(Machines machines, String place, String keys, Path password, Path data) throws IOException {
        return machines.start(
                "worker", "--join", place, "--threads", "1", "--keystore", folder.resolve(keys).resolve("worker.p12").toString(), "--password-file",
                password.toString(), "--data", data.toString());
    }

    /** Another last field. */
    private static String flipped(String field) {
        return field.strip().equals("yes") ? "no\n" : "yes\n";
    }
}
