package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processes of FedRange that stand for machines: started, killed, stopped, and listened to. */
final class Machines implements AutoCloseable {
    /** What a leader says of itself; the first group is where workers join. */
    static final Pattern JOIN = Pattern.compile("fedrange worker --join (\\S+:\\d+)");
    /** Of key stores, as processes have it in their environment. */
    static final String PASSWORD = "a password of tests";
    private static final int LONGEST_SECONDS = 240;

    private static final int SMALL = 512;

    private final Path folder;
    private final int megabytes;
    private final List<Machine> all = new ArrayList<>();

    Machines(Path folder) {
        this(folder, SMALL);
    }

    /** Machines with so much memory for Java. */
    Machines(Path folder, int megabytes) {
        this.folder = folder;
        this.megabytes = megabytes;
    }

    /** One process, and the file of what it says. */
    record Machine(Process process, Path said) {
        String text() {
            try {
                return Files.readString(said);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Its exit code, once it has ended by itself. */
        int code() throws InterruptedException {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + text());
            }
            return process.exitValue();
        }

        /** Waits until it has said something. */
        Matcher heard(Pattern what) throws InterruptedException {
            for (int i = 0; i < LONGEST_SECONDS * 20; i++) {
                Matcher found = what.matcher(text());
                if (found.find()) {
                    return found;
                }
                if (!process.isAlive()) {
                    throw new AssertionError("ended without saying " + what + ": " + text());
                }
                Thread.sleep(50);
            }
            throw new AssertionError("never said " + what + ": " + text());
        }

        /** Where it leads. */
        String place() throws InterruptedException {
            return heard(JOIN).group(1);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** Sends a signal, such as STOP: the process stalls, as one that swaps or whose network is cut. */
        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }
    }

    /** Starts a command of FedRange. */
    Machine start(String... arguments) throws IOException {
        return start(Main.class, arguments);
    }

    /** Starts a program that is FedRange but for something a test needs. */
    Machine start(Class<?> program, String... arguments) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp-" + all.size()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + megabytes + "m", "-Djava.io.tmpdir=" + temporary,
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said-" + all.size() + ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put(KeyStorePassword.VARIABLE, PASSWORD);
        Machine machine = new Machine(builder.start(), said);
        all.add(machine);
        return machine;
    }

    @Override
    public void close() {
        all.forEach(machine -> machine.process().destroyForcibly());
    }
}
