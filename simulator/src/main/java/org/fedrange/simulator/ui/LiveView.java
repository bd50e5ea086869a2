package org.fedrange.simulator.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.Progress;

/** What is known of a study while it runs, for pages that join at any time. */
public final class LiveView implements Progress {
    private static final int MOST_EVENTS = 200;

    private StudyRecord study;
    private final Map<String, CellView> cells = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private boolean reported;

    /** Something worth a line of its own: a refusal, a decision, an end. */
    record Event(String cell, String text) {}

    /**
     * The page's first message.
     *
     * @param name the study's name
     * @param metric what the figures are
     * @param reported whether there is a report
     */
    record Snapshot(String name, String metric, List<CellView> cells, List<Event> events, boolean reported) {
        Snapshot {
            cells = List.copyOf(cells);
            events = List.copyOf(events);
        }
    }

    /** A study of which some cells have run before. */
    public LiveView(StudyRecord study, Map<String, Run> runs) {
        this.study = study;
        fill(runs);
    }

    private void fill(Map<String, Run> runs) {
        for (StudyRecord.Entry cell : study.cells()) {
            cells.put(cell.id(), CellView.waiting(cell));
            Run run = runs.get(cell.id());
            if (run != null) {
                end(run);
            }
        }
    }

    /** All there is to show, and every change from then on for the watcher. */
    synchronized Snapshot join(Watcher watcher) {
        watchers.add(watcher);
        return snapshot();
    }

    private Snapshot snapshot() {
        return new Snapshot(study.name(), Kind.of(study.metric()), List.copyOf(cells.values()), events, reported);
    }

    synchronized void leave(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Another study, or the same begun anew, is in the place of this one; pages begin anew, too. */
    synchronized void become(StudyRecord other, Map<String, Run> runs) {
        study = other;
        cells.clear();
        events.clear();
        fill(runs);
        Snapshot now = snapshot();
        watchers.forEach(watcher -> watcher.anew(now));
    }

    /** Cells without a result, in the order of the matrix. */
    synchronized List<String> unfinished() {
        return cells.values().stream().filter(cell -> !cell.state().equals("finished")).map(CellView::id).toList();
    }

    /** Whether the report is written, so that a page may link it. */
    public synchronized void reported(boolean there) {
        if (there != reported) {
            reported = there;
            watchers.forEach(watcher -> watcher.reported(there));
        }
    }

    @Override
    public synchronized void begun(String cell) {
        show(view(cell).begun());
    }

    @Override
    public synchronized void abandoned(String cell) {
        show(view(cell).abandoned());
        tell(cell, "who computed it is gone; it begins anew");
    }

    @Override
    public synchronized void round(String cell, Supplier<Glimpse> glimpse) {
        Glimpse seen = glimpse.get();
        show(view(cell).after(seen, study.metric()));
        tellRefusals(cell, seen.nodes());
    }

    private void tellRefusals(String cell, List<NodeOutcome> nodes) {
        nodes.stream().filter(node -> node.fate().equals("refused"))
                .forEach(node -> tell(cell, "fold " + node.fold() + ", round " + node.round() + ": the update of " + node.node() + " was refused: " + node.reason()));
    }

    @Override
    public synchronized void finished(Run run) {
        end(run);
    }

    private void end(Run run) {
        if (view(run.cell()).now() == null) {
            // It ran before, or on another machine: nothing was told of its rounds.
            tellRefusals(run.cell(), run.nodes());
        }
        run.decisions().forEach(its -> tell(run.cell(), "fold " + its.fold() + ", round " + its.round() + ": " + its.action() + ", " + its.reason()));
        show(view(run.cell()).finished(run, study.metric()));
        tell(run.cell(), "finished; its log of " + run.events() + " events is sealed");
    }

    @Override
    public synchronized void failed(String cell, Throwable cause) {
        show(view(cell).failed());
        tell(cell, "failed: " + cause);
    }

    private CellView view(String cell) {
        return Objects.requireNonNull(cells.get(cell), "no cell " + cell + " in the study");
    }

    private void show(CellView view) {
        cells.put(view.id(), view);
        watchers.forEach(watcher -> watcher.changed(view));
    }

    private void tell(String cell, String text) {
        Event event = new Event(cell, text);
        events.add(event);
        if (events.size() > MOST_EVENTS) {
            events.removeFirst();
        }
        watchers.forEach(watcher -> watcher.happened(event));
    }
}
