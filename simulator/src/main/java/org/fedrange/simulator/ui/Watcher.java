package org.fedrange.simulator.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One page that looks on. A run never waits for it: of a cell that changes faster than the page takes it in, the latest counts. */
final class Watcher {
    private static final int MOST_EVENTS = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LiveView.@Nullable Snapshot anew;
    private @Nullable Boolean reported;
    private final Map<String, CellView> changed = new LinkedHashMap<>();
    private final List<LiveView.Event> happened = new ArrayList<>();

    /** What came before is of no interest any longer. */
    synchronized void anew(LiveView.Snapshot snapshot) {
        changed.clear();
        happened.clear();
        anew = snapshot;
        notifyAll();
    }

    synchronized void reported(boolean there) {
        reported = there;
        notifyAll();
    }

    synchronized void changed(CellView view) {
        changed.put(view.id(), view);
        notifyAll();
    }

    synchronized void happened(LiveView.Event event) {
        if (happened.size() < MOST_EVENTS) {
            happened.add(event);
        }
        notifyAll();
    }

    /** A message as server-sent events have it. */
    static String message(String kind, Object content) {
        return "event: " + kind + "\ndata: " + JSON.writeValueAsString(content) + "\n\n";
    }

    /** All that is new, or after some seconds without anything a comment, which tells whether the page is still there. */
    synchronized String next() throws InterruptedException {
        if (anew == null && reported == null && changed.isEmpty() && happened.isEmpty()) {
            TimeUnit.SECONDS.timedWait(this, 5);
        }
        StringBuilder news = new StringBuilder(anew == null ? "" : message("snapshot", anew));
        changed.values().forEach(view -> news.append(message("cell", view)));
        happened.forEach(event -> news.append(message("event", event)));
        if (reported != null) {
            news.append(message("reported", reported));
        }
        anew = null;
        reported = null;
        changed.clear();
        happened.clear();
        return news.isEmpty() ? ": still here\n\n" : news.toString();
    }
}
