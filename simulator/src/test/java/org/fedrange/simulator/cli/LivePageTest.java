package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on which somebody looks on. */
class LivePageTest {
    @TempDir
    private Path folder = Path.of("");

    /** Forty patients whose first measurement is a number that stands nowhere else: 7000.137, 7001.137, ... */
    private Path experiment() throws IOException {
        StringBuilder csv = new StringBuilder("site,marker,age,label\n");
        for (int i = 0; i < 40; i++) {
            csv.append("site").append(i % 4).append(',').append(7000 + i).append(".137,").append(30 + i % 7 * 5).append(',').append(i % 3 == 0 ? "yes" : "no").append('\n');
        }
        Files.writeString(folder.resolve("canaries.csv"), csv);
        return Files.writeString(folder.resolve("watched.yaml"), """
                name: watched
                data: {kind: csv, path: canaries.csv, label: label, positive: ["yes"], hospital: site}
                model: {kind: softmax}
                training: {kind: distributed-sgd, learningRate: 0.5}
                adversary: {nodes: 1, knowledge: all-updates, attack: {kind: sign-flip, scale: 5}}
                rule: {kind: mean, weighted: false}
                rounds: 6
                evaluation: {every: 2, folds: 2}
                """);
    }

    @Test
    void watchingChangesNothingAndShowsNoPatient() throws Exception {
        Path file = experiment();
        StringWriter quiet = new StringWriter();
        assertEquals(0, CommandLineInterface.execute(new PrintWriter(quiet), new PrintWriter(quiet), "run", file.toString(), "--out", folder.resolve("alone").toString()), quiet::toString);
        PipedWriter said = new PipedWriter();
        Iterator<String> lines = new BufferedReader(new PipedReader(said, 1 << 16)).lines().iterator();
        Thread command = Thread.ofPlatform().start(() -> CommandLineInterface.execute(
                new PrintWriter(said, true), new PrintWriter(said, true), "run", file.toString(), "--out", folder.resolve("watched").toString(), "--ui"));
        List<String> seen = new ArrayList<>();
        while (seen.isEmpty() || !seen.getLast().startsWith("Live view: ")) {
            seen.add(lines.next());
        }
        URI page = URI.create(seen.getLast().substring("Live view: ".length()));
        while (!seen.getLast().startsWith("The live view stays open")) {
            seen.add(lines.next());
        }
        String served = snapshot(page);
        command.interrupt();
        command.join();
        assertTrue(served.contains("\"state\":\"finished\"") && served.contains("site3"), served);
        assertFalse(served.contains(".137") || served.contains("7001"), served);
        try (Stream<Path> files = Files.walk(folder.resolve("alone"))) {
            for (Path one : files.filter(path -> path.toString().matches(".*(csv|jsonl|html)")).toList()) {
                Path other = folder.resolve("watched").resolve(folder.resolve("alone").relativize(one));
                assertEquals(Files.readString(one), Files.readString(other), one.toString());
            }
        }
    }

    /** A run in another process is that same run to who watches the folder: cells come into it one by one. */
    @Test
    void aFolderIsFollowedWhileCellsComeIntoIt() throws Exception {
        ResultsFolder its = new ResultsFolder(folder.resolve("elsewhere"));
        its.write(ResultsFolder.STUDY, Json.text(Given.study("toy", 0.1)));
        PipedWriter said = new PipedWriter();
        BufferedReader lines = new BufferedReader(new PipedReader(said, 1 << 16));
        Thread command = Thread.ofPlatform().start(() -> CommandLineInterface.execute(
                new PrintWriter(said, true), new PrintWriter(said, true), "ui", its.path().toString()));
        URI page = URI.create(lines.readLine().substring("Live view: ".length()));
        assertFalse(snapshot(page).contains("\"state\":\"finished\""));
        its.save(Given.run("n1", 0.8));
        for (int tries = 0; !snapshot(page).contains("\"state\":\"finished\""); tries++) {
            assertTrue(tries < 200, "never shown");
            Thread.sleep(50);
        }
        command.interrupt();
        command.join();
    }

    private static String snapshot(URI page) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(page.toString().replace("/?", "/events?"))).build(), HttpResponse.BodyHandlers.ofLines());
        return stream.body().skip(1).findFirst().orElseThrow();
    }

    @Test
    void whatCannotBeServedIsRefused() throws IOException {
        for (List<String> wrong : List.of(List.of("--ui", "--ui-port", "70000"), List.of("--ui-port", "8080"), List.of("--ui-port", "0"))) {
            StringWriter said = new StringWriter();
            List<String> arguments = new ArrayList<>(List.of("run", experiment().toString(), "--out", folder.resolve("refused").toString()));
            arguments.addAll(wrong);
            assertEquals(2, CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new)), said::toString);
            assertTrue(said.toString().contains("--ui-port: "), said::toString);
        }
        assertFalse(Files.exists(folder.resolve("refused/cells")));
    }
}
