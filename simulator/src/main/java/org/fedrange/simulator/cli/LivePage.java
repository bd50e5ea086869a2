package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.run.Progress;
import org.fedrange.simulator.ui.LiveServer;
import org.fedrange.simulator.ui.LiveView;

/**
 * A page on which a study is watched, as a command opens it.
 *
 * @param view what it shows
 * @param server who serves it
 * @param terminal where its address is said
 */
record LivePage(LiveView view, LiveServer server, PrintWriter terminal) implements AutoCloseable {
    private static final int HIGHEST_PORT = 65_535;

    /** Opens it, and says where. */
    static LivePage open(StudyRecord study, ResultsFolder folder, int port, PrintWriter terminal) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new Refusal("--ui-port: must be from 0, any that is free, to " + HIGHEST_PORT + ", got " + port);
        }
        LiveView view = new LiveView(study, folder.runs(study));
        LiveServer server = new LiveServer(port, view, folder);
        terminal.println("Live view: " + server.address());
        terminal.flush();
        return new LivePage(view, server, terminal);
    }

    /** Who is told how the study gets on. */
    Progress progress() {
        return view;
    }

    /** Serves on until the process is interrupted. */
    void stay() {
        terminal.println("The live view stays open until Ctrl-C.");
        terminal.flush();
        try {
            Thread.currentThread().join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
