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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.simulator.cli.Machines.Machine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hospitals of one run on other machines: the bytes of one process, whatever it is that travels; and what is said when a machine is lost. */
class HospitalMachinesTest {
    private static final String QUICKSTART = Path.of("..", "configs", "quickstart.yaml").toString();

    @TempDir
    private Path folder = Path.of("");

    private static String fedrange(int code, String... arguments) {
        StringWriter text = new StringWriter();
        assertEquals(code, CommandLineInterface.execute(new PrintWriter(text), new PrintWriter(text), arguments), text::toString);
        return text.toString();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    /** One cell: momentum, which hospitals remember, and one that lies. */
    private String[] one(String out, int rounds) {
        return new String[] {"run", QUICKSTART, "--out", folder.resolve(out).toString(), "--set", "rounds=" + rounds, "--set", "matrix.seed=[1]",
            "--set", "matrix.rule=[{kind: mean, weighted: false}]", "--set", "matrix.adversary.attack=[{kind: sign-flip, scale: 5}]",
            "--set", "evaluation.folds=2"};
    }

    private static Machine house(Machines machines, String place, String... more) throws IOException {
        return machines.start(with(new String[] {"worker", "--join", place, "--role", "hospital", "--threads", "1", "--patience", "6"}, more));
    }

    /** The same in one process and with hospitals on two other machines. */
    private void same(String[] whole, String[] spread) throws IOException, InterruptedException {
        same(whole, spread, new Machines(folder));
    }

    private void same(String[] whole, String[] spread, Machines started) throws IOException, InterruptedException {
        fedrange(0, whole);
        try (Machines machines = started) {
            Machine leader = machines.start(with(spread, "--cluster-port", "0", "--hospital-machines", "2", "--threads", "1"));
            String place = leader.place();
            List<Machine> houses = List.of(house(machines, place), house(machines, place));
            assertEquals(0, leader.code(), leader::text);
            for (Machine each : houses) {
                assertEquals(0, each.code(), each::text);
                assertTrue(each.text().contains("houses hospitals"), each::text);
            }
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
        assertTrue(Files.readString(folder.resolve("spread").resolve("manifest.json")).contains("\"driver\" : \"hospital-machines\""));
    }

    @Test
    void hospitalsOnTwoMachinesGiveTheBytesOfOneProcess() throws IOException, InterruptedException {
        same(one("whole", 3), one("spread", 3));
    }

    private String[] config(String out, String yaml) throws IOException {
        return new String[] {"run", Files.writeString(folder.resolve("federation.yaml"), yaml).toString(), "--out", folder.resolve(out).toString()};
    }

    /** 20 x 1000 + 1000 + 1000 x 1000 + 1000 + 1000 x 2 + 2 = 1,024,002 parameters: 4 MB a model, in 32 parts. */
    @Test
    @Tag("full")
    void aMillionParametersAndTwoHundredHospitalsOnThreeMachines() throws IOException, InterruptedException {
        String yaml = """
                name: million
                data: {kind: synthetic, examples: 4000, features: 20, signal: 2}
                partition: {kind: iid}
                hospitals: 200
                model: {kind: mlp, hidden: [1000, 1000]}
                training: {kind: fed-avg, localEpochs: 1, batchSize: 20, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 1
                evaluation: {every: 1, metric: accuracy, folds: 2, validation: 0}
                """;
        // 132 vectors at once are 541 MB, of which a run must be sure before it begins.
        same(config("whole", yaml), config("spread", yaml), new Machines(folder, 800));
        assertTrue(fedrange(0, "verify", folder.resolve("spread").toString()).contains("1 of 1"));
    }

    /** Under masks keys, shares and words travel, and what hospitals measured goes beside them. */
    @Test
    @Tag("full")
    void maskedUpdatesAndMeasurementsTravelToo() throws IOException, InterruptedException {
        String yaml = """
                name: masked
                data: {kind: pbc3}
                partition: {kind: natural}
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.2}
                defenses: [{kind: update-clipping, clippingNorm: 0.5}]
                secureAggregation: {kind: bonawitz}
                rule: {kind: mean, weighted: false}
                rounds: 3
                evaluation: {every: 3, metric: balanced-accuracy, folds: 2}
                """;
        same(config("whole", yaml), config("spread", yaml));
    }

    @Test
    @Tag("full")
    void aMachineThatIsLostIsNamedAndTheSameCommandDoesItAgain() throws IOException, InterruptedException {
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(with(one("spread", 150), "--cluster-port", "0", "--hospital-machines", "2", "--patience", "6"));
            String place = leader.place();
            Machine doomed = house(machines, place);
            Machine other = house(machines, place);
            leader.heard(Pattern.compile("10% of"));
            doomed.kill();
            assertEquals(ExitCode.SOME_FAILED, leader.code(), leader::text);
            assertEquals(0, other.code(), other::text);
            // The second cell, the twin, goes on with the machine that is left, unless it was under way as well.
            assertTrue(Pattern.compile("failed: .*the machine 127.0.0.1:\\d+ with \\d of the hospitals is lost; of this cell nothing is kept")
                    .matcher(leader.text()).find(), leader.text());
            assertFalse(leader.text().contains("\tat "), leader.text());
        }
        same(one("whole", 150), one("spread", 150));
    }

    /** Both ends show a certificate; the password comes from the environment. */
    @Test
    @Tag("full")
    void hospitalsAnswerUnderTlsAndStrangersAreNotSpokenTo() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), Machines.PASSWORD);
        for (String authority : List.of("ours", "theirs")) {
            fedrange(0, "keystores", "leader", "house", "--out", folder.resolve(authority).toString(), "--password-file", password.toString());
        }
        fedrange(0, one("whole", 3));
        try (Machines machines = new Machines(folder)) {
            Machine leader = machines.start(with(one("spread", 3), "--cluster-port", "0", "--hospital-machines", "2", "--keystore", keys("ours", "leader")));
            String place = leader.place();
            Machine stranger = house(machines, place, "--keystore", keys("theirs", "house"));
            Machine plain = house(machines, place);
            assertEquals(ExitCode.REFUSED, stranger.code(), stranger::text);
            assertEquals(ExitCode.REFUSED, plain.code(), plain::text);
            assertFalse(leader.text().contains("joined"), leader.text());
            List<Machine> houses = List.of(house(machines, place, "--keystore", keys("ours", "house")), house(machines, place, "--keystore", keys("ours", "house")));
            assertEquals(0, leader.code(), leader::text);
            for (Machine each : houses) {
                assertEquals(0, each.code(), each::text);
            }
        }
        assertEquals(CommandLineTest.bytes(folder.resolve("whole")), CommandLineTest.bytes(folder.resolve("spread")));
    }

    private String keys(String authority, String machine) {
        return folder.resolve(authority).resolve(machine + ".p12").toString();
    }

    @Test
    void whatMachinesMustHoldIsSaid() {
        // Softmax over 13 features of pbc3; six hospitals remember a momentum each, three on each of two machines.
        String said = fedrange(0, "check", QUICKSTART, "--hospital-machines", "2");
        assertTrue(said.contains("With hospitals on 2 machines: 1 MB of it at the coordinator, 1 MB on each machine and 1 MB there for each of its threads."), said);
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        List<String> secret = new ArrayList<>(List.of(one("x", 3)));
        assertTrue(fedrange(ExitCode.REFUSED, with(one("x", 3), "--hospital-machines", "2")).contains("--cluster-port, where they join, is not given"));
        String[] port = {"--cluster-port", "0", "--hospital-machines"};
        assertTrue(fedrange(ExitCode.REFUSED, with(with(one("x", 3), port), "0")).contains("--hospital-machines: must be from 1 to 1000, got 0"));
        secret.addAll(List.of("--set", "secureAggregation={kind: bonawitz}"));
        String refused = fedrange(ExitCode.REFUSED, with(with(secret.toArray(String[]::new), port), "1"));
        assertTrue(refused.contains("does not travel between machines"), refused);
        String blind = fedrange(ExitCode.REFUSED, with(with(one("x", 3), port), "1", "--set", "privacyDraws=system", "--set", "inference=[{kind: label-inference}]", "--set",
                "training={kind: dp-sgd, samplingRate: 0.5, learningRate: 0.1, clippingNorm: 1, noiseMultiplier: 1, delta: 0.001}"));
        assertTrue(blind.contains("each machine draws for itself"), blind);
        assertFalse(Files.exists(folder.resolve("x").resolve("cells")));
        assertTrue(fedrange(ExitCode.REFUSED, "worker", "--join", "127.0.0.1:1", "--role", "nurse").contains("cell, hospital"));
    }
}
