package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Canonical;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.run.Build;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.Driver;

/** The machine that leads a cluster: hands out the cells of studies, keeps their results, and computes nothing itself. */
public final class Leader implements AutoCloseable {
    /** Its role in the cluster. */
    static final String ROLE = "leader";

    /** As long as the workers have to say farewell, and then as long as one of them has to end; flushing takes a second of it. */
    static final int FAREWELL_SECONDS = (int) Workers.FAREWELL.toSeconds() + Worker.FAREWELL_SECONDS;

    /** Characters of an assignment, which travels as one message. */
    private static final int LONGEST = 100_000;

    private final ActorSystem<LeaderActor.Command> system;

    private Leader(ActorSystem<LeaderActor.Command> system) {
        this.system = system;
    }

    /**
     * Begins to listen for workers.
     *
     * @param says is told who comes and goes, in sentences
     */
    public static Leader open(Member member, Consumer<String> says) {
        ActorSystem<LeaderActor.Command> system = member.system(LeaderActor.of(Build.digest(), says), ROLE);
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        return new Leader(system);
    }

    /** Where workers join. */
    public HostPort place() {
        return HostPort.parse("leader", Workers.place(Cluster.get(system).selfMember().address()));
    }

    /** What carries the cells of a study to workers. */
    public Driver driver(Study study, Deals deals, ResultsFolder folder) {
        Map<String, Cell> cells = study.cells().stream().collect(Collectors.toMap(Cell::id, Function.identity()));
        return (preparations, progress) -> {
            List<Sent.Assignment> assignments =
                    preparations.stream().map(its -> assignment(Objects.requireNonNull(cells.get(its.cell())), deals)).toList();
            CompletableFuture<Void> done = new CompletableFuture<>();
            system.getWhenTerminated().whenComplete((end, cause) -> done.completeExceptionally(
                    new IllegalStateException("the leader ended before its cells; the log above says why")));
            system.tell(new Handout(assignments, folder, progress, done));
            done.join();
        };
    }

    static Sent.Assignment assignment(Cell cell, Deals deals) {
        String experiment = Canonical.json(cell.experiment());
        if (experiment.length() > LONGEST) {
            throw new Refusal("cell " + cell.id() + ": the experiment is longer than a message to a worker may be, " + LONGEST + " characters, got "
                    + experiment.length() + "; run it on this machine, or name parameters by file");
        }
        return new Sent.Assignment(cell.id(), cell.identity(), deals.dataset(cell.experiment()).digest(), experiment);
    }

    /** Sends the workers home. */
    @Override
    public void close() {
        system.tell(new LeaderActor.Close());
        Member.awaitEnd(system, FAREWELL_SECONDS);
    }
}
