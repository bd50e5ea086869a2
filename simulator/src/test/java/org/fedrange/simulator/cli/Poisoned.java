package org.fedrange.simulator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** FedRange on a machine that dies, as by {@code kill -9}, soon after it begins with a certain cell: the first argument. */
final class Poisoned {
    private static final int KILLED = 137;

    private Poisoned() {}

    /** Runs the command of the other arguments. */
    public static void main(String[] arguments) {
        Thread watcher = new Thread(() -> watch(arguments[0]));
        watcher.setDaemon(true);
        watcher.start();
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void watch(String cell) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        while (true) {
            try (Stream<Path> all = Files.find(temporary, 2, (path, its) -> path.getFileName().toString().equals(cell))) {
                if (all.findAny().isPresent()) {
                    Runtime.getRuntime().halt(KILLED);
                }
                Thread.sleep(1);
            } catch (java.io.IOException | java.io.UncheckedIOException gone) {
                // Files come and go: look again.
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
