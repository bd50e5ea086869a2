package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.ui.LiveServer;
import org.fedrange.simulator.ui.LiveView;

/**
 * A page on which a study is watched, as a command opens it.
 *
 * @param server who serves it
 * @param terminal where its address is said
 */
record LivePage(LiveServer server, PrintWriter terminal) implements AutoCloseable {
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Opens it, and says where. */
    static LivePage open(LiveView view, ResultsFolder folder, int port, PrintWriter terminal) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new Refusal("--ui-port: must be from 0, any that is free, to " + HIGHEST_PORT + ", got " + port);
        }
        LivePage page = new LivePage(new LiveServer(port, view, folder), terminal);
        page.say("Live view: " + page.server.address());
        return page;
    }

    /** Serves on until the process is interrupted, and meanwhile does this every second. */
    void stay(Runnable look) {
        say("The live view stays open until Ctrl-C.");
        try {
            while (true) {
                look.run();
                Thread.sleep(SECOND);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String sentence) {
        terminal.println(sentence);
        terminal.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
