package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A matrix on two worker processes: the bytes of one machine. What must not be a cluster is refused. */
class ClusterTest {
    private static final String QUICKSTART = Path.of("..", "configs", "quickstart.yaml").toString();

    @TempDir
    private Path folder = Path.of("");

    private record Said(int code, String text) {}

    private static Said fedrange(String... arguments) {
        StringWriter text = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(text), new PrintWriter(text), arguments);
        return new Said(code, text.toString());
    }

    /** Four cells: two attacks and two rules, their twins and baselines among them. */
    private String[] run(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run", QUICKSTART, "--out", folder.resolve(out).toString(), "--set", "rounds=3", "--set", "matrix.seed=[1]",
                "--set", "matrix.rule=[{kind: mean, weighted: false}, {kind: median}]", "--set", "matrix.adversary.attack=[{kind: none}, {kind: sign-flip, scale: 5}]"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Where a leader that runs in this process waits for workers. */
    private static String place(StringWriter said) throws InterruptedException {
        while (true) {
            Matcher found = Machines.JOIN.matcher(said.toString());
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(20);
        }
    }

    @Test
    void twoWorkersGiveTheBytesOfOneMachine() throws IOException, InterruptedException {
        StringWriter said = new StringWriter();
        CompletableFuture<Integer> leader = CompletableFuture.supplyAsync(
                () -> CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), run("spread", "--cluster-port", "0")));
        try (Machines machines = new Machines(folder)) {
            String place = place(said);
            Machines.Machine one = machines.start("worker", "--join", place, "--threads", "1");
            Machines.Machine other = machines.start("worker", "--join", place, "--threads", "2");
            assertEquals(0, fedrange(run("whole")).code());
            assertEquals(0, one.code(), one::text);
            assertEquals(0, other.code(), other::text);
            assertEquals(0, leader.join(), said::toString);
            assertTrue(Pattern.compile("Worker \\S+ joined\\.").matcher(said.toString()).find(), said.toString());
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
        assertTrue(Files.readString(folder.resolve("spread").resolve("manifest.json")).contains("\"driver\" : \"cluster\""));
        assertEquals(0, fedrange("verify", folder.resolve("spread").toString()).code());
    }

    @Test
    void whatLeavesTheMachineMustBeEncrypted() throws IOException {
        Said open = fedrange(run("open", "--cluster-port", "0", "--host", "0.0.0.0"));
        assertEquals(ExitCode.REFUSED, open.code());
        assertTrue(open.text().contains("must be encrypted"), open.text());
        Path password = Files.writeString(folder.resolve("password"), "correct horse battery\n");
        assertEquals(0, fedrange("keystores", "leader", "--out", folder.toString(), "--password-file", password.toString()).code());
        Said again = fedrange("keystores", "leader", "--out", folder.toString(), "--password-file", password.toString());
        assertTrue(again.text().contains("never written over"), again.text());
        Path wrong = Files.writeString(folder.resolve("wrong"), "correct horse cottage\n");
        Said shut = fedrange(run("shut", "--cluster-port", "0", "--keystore", folder.resolve("leader.p12").toString(), "--password-file", wrong.toString()));
        assertEquals(ExitCode.REFUSED, shut.code());
        assertTrue(shut.text().contains("leader.p12: cannot be opened"), shut.text());
        Path brief = Files.writeString(folder.resolve("brief"), "sesame\n");
        Said tooShort = fedrange("keystores", "worker", "--out", folder.toString(), "--password-file", brief.toString());
        assertTrue(tooShort.text().contains("12 characters or more"), tooShort.text());
    }

    @Test
    void mistakesAreRefusedBeforeAnythingIsComputed() {
        for (String place : List.of("nowhere", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", ":1")) {
            Said said = fedrange("worker", "--join", place);
            assertEquals(ExitCode.REFUSED, said.code(), place);
            assertTrue(said.text().contains("--join: must be host:port"), said.text());
        }
        assertTrue(fedrange(run("x", "--cluster-port", "0", "--driver", "loop")).text().contains("leave out --driver loop"));
        assertTrue(fedrange(run("x", "--host", "10.0.0.1")).text().contains("--cluster-port is not given"));
        assertTrue(fedrange(run("x", "--cluster-port", "0", "--patience", "1")).text().contains("must be from 2 to 3600"));
        assertTrue(fedrange(run("x", "--cluster-port", "-1")).text().contains("from 0, any that is free, to 65535"));
    }
}
