package org.fedrange.simulator.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.run.Glimpse;
import org.jspecify.annotations.Nullable;

/**
 * A cell as the page shows it: figures over patients, and names of hospitals; never a patient's record.
 *
 * @param id the cell's id
 * @param attack what attacks
 * @param defense what defends, with the cell's setting
 * @param seed its seed
 * @param declared whether the matrix lists it; else it is a twin or a baseline
 * @param state waiting, running, finished or failed
 * @param rounds rounds that are over, over all folds
 * @param curve the rounds that were evaluated
 * @param now its latest round; null before the first
 */
record CellView(
        String id, String attack, String defense, long seed, boolean declared, String state, int rounds, List<Point> curve, @Nullable Now now) {
    /** Of a large federation no more are shown; those of whom there is something to say come first. */
    private static final int MOST_NODES = 200;

    CellView {
        curve = List.copyOf(curve);
    }

    /** Figures of an evaluated round: of the leading metric on test patients, and the share of those aimed at who are deceived. */
    record Point(int round, @Nullable Double figure, @Nullable Double success) {}

    /** What became of a node. */
    record Node(String name, boolean byzantine, String fate, String reason, @Nullable Boolean kept, @Nullable Double weight) {}

    /**
     * A round.
     *
     * @param knowledge what the adversary is declared to see; empty without one
     * @param seen how many honest nodes' updates it saw
     * @param epsilon the most that any hospital has spent of privacy; null where nothing is promised
     * @param invited number of nodes, of which {@code nodes} are shown
     */
    record Now(int fold, int round, String knowledge, int seen, @Nullable Double epsilon, int invited, List<Node> nodes) {}

    /** Before it begins. */
    static CellView waiting(StudyRecord.Entry cell) {
        return new CellView(cell.id(), cell.attack(), cell.column(), cell.seed(), cell.declared(), "waiting", 0, List.of(), null);
    }

    /** The same once somebody computes it, who may begin it anew. */
    CellView begun() {
        return in("running");
    }

    /** The same once nobody computes it any longer. */
    CellView abandoned() {
        return in("waiting");
    }

    private CellView in(String other) {
        return new CellView(id, attack, defense, seed, declared, other, rounds, curve, now);
    }

    /** The same after a round. */
    CellView after(Glimpse glimpse, Metric metric) {
        List<Point> points = new ArrayList<>(curve);
        Round round = glimpse.soFar();
        points.removeIf(earlier -> earlier.round() == round.round());
        Point point = point(round, metric);
        if (evaluated(point)) {
            points.add(point);
        }
        points.sort(Comparator.comparingInt(Point::round));
        Now latest = new Now(
                glimpse.fold(), round.round(), glimpse.knowledge(), glimpse.seen(), glimpse.epsilon().isPresent() ? glimpse.epsilon().getAsDouble() : null,
                glimpse.nodes().size(), nodes(glimpse.nodes()));
        return new CellView(id, attack, defense, seed, declared, "running", rounds + 1, points, latest);
    }

    /** The same once it is finished. */
    CellView finished(Run run, Metric metric) {
        List<Point> points = run.rounds().stream().map(round -> point(round, metric)).filter(CellView::evaluated).toList();
        int folds = run.nodes().stream().mapToInt(NodeOutcome::fold).max().orElse(1);
        Double epsilon = run.privacy().isEmpty() ? null : run.privacy().stream().mapToDouble(its -> its.epsilon()).max().orElseThrow();
        List<NodeOutcome> last = run.nodes().stream().filter(node -> node.fold() == folds && node.round() == run.finalRound()).toList();
        Now latest = new Now(folds, run.finalRound(), now == null ? "" : now.knowledge(), now == null ? 0 : now.seen(), epsilon, last.size(), nodes(last));
        return new CellView(id, attack, defense, seed, declared, "finished", run.rounds().size() * folds, points, latest);
    }

    /** The same once it has failed. */
    CellView failed() {
        return in("failed");
    }

    private static Point point(Round round, Metric metric) {
        double figure = round.test().getOrDefault(metric, Double.NaN);
        return new Point(
                round.round(), Double.isFinite(figure) ? figure : null, round.aimed() == 0 ? null : round.deceived() / (double) round.aimed());
    }

    private static boolean evaluated(Point point) {
        return point.figure() != null || point.success() != null;
    }

    private static List<Node> nodes(List<NodeOutcome> outcomes) {
        return outcomes.stream()
                .sorted(Comparator.comparing((NodeOutcome node) -> !node.byzantine() && node.reason().isEmpty()))
                .limit(MOST_NODES)
                .map(node -> new Node(node.node(), node.byzantine(), node.fate(), node.reason(), node.kept(), node.weight())).toList();
    }
}
