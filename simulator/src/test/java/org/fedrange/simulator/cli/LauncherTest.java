package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as it lies in an unpacked archive, with a JDK that only says how it was called, and its other half in Java. */
class LauncherTest {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String THOROUGH = "-XX:+UseG1GC";
    private static final byte[] NOTHING = {};

    @TempDir
    private Path folder = Path.of("");

    private Path launcher = Path.of("");

    @BeforeEach
    void unpacked() throws IOException {
        Path home = Files.createDirectories(folder.resolve("a home"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib").resolve("commit"), "c0ffee\n");
        launcher = Files.copy(Path.of("..", "fedrange"), home.resolve("fedrange"));
        Path bin = Files.createDirectories(folder.resolve("a jdk").resolve("bin"));
        Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"25.0.1\"\n");
        script(bin.resolve("javac"), "");
        script(bin.resolve("java"), "for word; do echo \"$word\"; done\necho \"thorough: ${FEDRANGE_THOROUGH:-}\"\necho \"locale: ${LC_ALL:-}\"\n");
    }

    private static Path script(Path path, String commands) throws IOException {
        assertTrue(Files.writeString(path, "#!/bin/sh\n" + commands).toFile().setExecutable(true));
        return path;
    }

    private List<String> said(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return said(started(environment, words));
    }

    private Process started(Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FEDRANGE"));
        builder.environment().put("JAVA_HOME", folder.resolve("a jdk").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> said(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }

    @Test
    void commandsThatEndInAMomentAreCompiledQuicklyAndOthersWell() throws IOException, InterruptedException {
        List<String> check = said(Map.of(), "check", "a file.yaml");
        assertTrue(check.contains(QUICK), check::toString);
        assertFalse(check.contains(THOROUGH), check::toString);
        assertTrue(check.containsAll(List.of("-Dfedrange.commit=c0ffee", folder.resolve("a home").resolve("lib") + "/*", "check", "a file.yaml")), check::toString);
        List<String> verify = said(Map.of(), "verify", "results");
        assertTrue(verify.contains(THOROUGH), verify::toString);
        assertFalse(verify.contains(QUICK), verify::toString);
    }

    @Test
    void aRunBeginsQuicklyAndKnowsWhoWouldBeThorough() throws IOException, InterruptedException {
        String again = "-Dfedrange.launcher=" + launcher;
        List<String> run = said(Map.of(), "run", "f.yaml");
        assertTrue(run.containsAll(List.of(QUICK, again)), run::toString);
        List<String> thorough = said(Map.of(Launcher.THOROUGH, "1"), "run", "f.yaml");
        assertTrue(thorough.containsAll(List.of(THOROUGH, "thorough: ")), thorough::toString);
        assertFalse(thorough.contains(QUICK) || thorough.contains(again), thorough::toString);
        // Who chooses options for the virtual machine gets one machine, with these.
        List<String> own = said(Map.of("FEDRANGE_JAVA_OPTIONS", "-Xmx8g -ea"), "run", "f.yaml");
        assertTrue(own.containsAll(List.of(THOROUGH, "-Xmx8g", "-ea")), own::toString);
        assertFalse(own.contains(QUICK) || own.contains(again), own::toString);
    }

    @Test
    void aLinkToTheLauncherIsAsGoodAsItself() throws IOException, InterruptedException {
        Path home = folder.resolve("a home");
        Path bin = Files.createDirectories(folder.resolve("a bin"));
        Files.createSymbolicLink(bin.resolve("indirect"), Path.of("..", "a home", "fedrange"));
        launcher = Files.createSymbolicLink(bin.resolve("fedrange"), bin.resolve("indirect"));
        List<String> run = said(Map.of(), "run", "f.yaml");
        assertTrue(run.containsAll(List.of(home.resolve("lib") + "/*", "-Dfedrange.launcher=" + home.resolve("fedrange"))), run::toString);
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws IOException, InterruptedException {
        Path home = folder.resolve("a home");
        Files.move(home.resolve("lib"), folder.resolve("no lib"));
        Path builds = folder.resolve("builds");
        script(home.resolve("mvnw"), "echo built >>'" + builds + "'; sleep 1; mkdir -p simulator/target\n");
        Process first = started(Map.of(), "list");
        Process second = started(Map.of(), "list");
        assertTrue(said(first).contains("list"));
        assertTrue(said(second).contains("list"));
        assertEquals(List.of("built"), Files.readAllLines(builds));
        assertFalse(Files.exists(home.resolve("build.lock"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void withoutALocaleNamesAreUtf8() throws IOException, InterruptedException {
        assertTrue(said(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""), "check", "f.yaml").contains("locale: C.UTF-8"));
        assertTrue(said(Map.of("LC_ALL", "C"), "check", "f.yaml").contains("locale: C.UTF-8"));
        assertTrue(said(Map.of("LC_ALL", "xx_XX.UTF-8"), "check", "f.yaml").contains("locale: C.UTF-8"), "not installed");
    }

    private List<String> quickRun(byte[] piped, String... words) throws IOException, InterruptedException {
        Path script = script(folder.resolve("again"), "for word; do echo \"$word\"; done\necho \"thorough: $FEDRANGE_THOROUGH, process $$\"\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), QUICK, "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "-Dfedrange.launcher=" + script, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(piped);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.replace("process " + process.pid(), "the same process").lines().toList();
    }

    @Test
    void largeWorkIsHandedOverBeforeItBeginsWithItsWordsAsTheyWere() throws IOException, InterruptedException {
        Path out = folder.resolve("large results");
        String[] words = {Path.of("..", "configs", "convolutions.yaml").toString(), "--set", "name=other", "--out", out.toString()};
        List<String> said = new ArrayList<>(List.of("run"));
        said.addAll(List.of(words));
        said.add("thorough: 1, the same process");
        assertEquals(said, quickRun(NOTHING, words));
        assertFalse(Files.exists(out));
    }

    @Test
    void smallWorkIsDoneWhereItBegan() throws IOException, InterruptedException {
        Path out = folder.resolve("small results");
        List<String> said = quickRun(
                NOTHING, Path.of("..", "configs", "quickstart.yaml").toString(), "--set", "rounds=1", "--set", "matrix.seed=[1]", "--set", "matrix.rule=[{kind: median}]",
                "--out", out.toString());
        assertTrue(said.contains("Report: " + out.resolve("report.html")), said::toString);
        assertFalse(said.contains("run"), said::toString);
    }

    @Test
    void whatComesThroughAPipeIsReadOnce() throws IOException, InterruptedException {
        Path out = folder.resolve("piped results");
        byte[] large = Files.readAllBytes(Path.of("..", "configs", "convolutions.yaml"));
        List<String> said = quickRun(
                large, "/dev/stdin", "--set", "rounds=1", "--set", "data.examples=200", "--set", "matrix.rule=[{kind: mean, weighted: false}]", "--out", out.toString());
        assertTrue(said.contains("Report: " + out.resolve("report.html")), said::toString);
    }
}
