package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Progress;

/** Ctrl-C: lets the cell that is being saved reach the disk, says how to go on, and lets the process end with 130. */
final class Interruption implements AutoCloseable {
    private final Object saving = new Object();
    private final Thread hook;

    private Interruption(PrintWriter terminal, ResultsFolder folder) {
        this.hook = new Thread(() -> {
            synchronized (saving) {
                terminal.println();
                terminal.println("Interrupted. Finished cells are kept in " + folder.path() + "; the same command goes on from there.");
                terminal.flush();
                // Other threads would go on printing while the process ends.
                Runtime.getRuntime().halt(130);
            }
        }, "interruption");
    }

    static Interruption of(PrintWriter terminal, ResultsFolder folder) {
        Interruption interruption = new Interruption(terminal, folder);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The same progress, no part of which an interruption cuts in two. */
    Progress guarding(Progress progress) {
        return new Progress() {
            @Override
            public void round(String cell) {
                progress.round(cell);
            }

            @Override
            public void finished(Run run) {
                synchronized (saving) {
                    progress.finished(run);
                }
            }

            @Override
            public void failed(String cell, Throwable cause) {
                synchronized (saving) {
                    progress.failed(cell, cause);
                }
            }
        };
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
