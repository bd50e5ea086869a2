package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import org.fedrange.simulator.results.ResultsFolder;

/** Ctrl-C: says how to go on and ends the process with 130. Files are moved into place whole, so any moment will do. */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(PrintWriter terminal, ResultsFolder folder) {
        this.hook = new Thread(() -> {
            terminal.println();
            terminal.println("Interrupted. Finished cells are kept in " + folder.path() + "; the same command goes on from there.");
            terminal.flush();
            // Other threads would go on printing while the process ends.
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }, "interruption");
    }

    static Interruption of(PrintWriter terminal, ResultsFolder folder) {
        Interruption interruption = new Interruption(terminal, folder);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
