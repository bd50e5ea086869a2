package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.DrawSource;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.run.Build;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.Driver;

/**
 * The machine of the coordinators: runs cells here, whose hospitals live on other machines. Coordinator, channel, adversary and audit log are
 * here, so that nothing is decided by when something comes over the network.
 */
public final class HospitalMachines implements AutoCloseable {
    private static final int MOST = 1000;

    private final ActorSystem<HospitalMachinesActor.Command> system;
    private final int threads;

    private HospitalMachines(ActorSystem<HospitalMachinesActor.Command> system, int threads) {
        this.system = system;
        this.threads = threads;
    }

    /**
     * Begins to listen for machines.
     *
     * @param least machines that must be here before a cell begins, from 1 to 1000
     * @param says is told who comes and goes, in sentences
     */
    public static HospitalMachines open(Member member, int least, Consumer<String> says) {
        number(least);
        Workers machines = new Workers(Role.hospital, Build.digest(), says);
        ActorSystem<HospitalMachinesActor.Command> system = member.system(HospitalMachinesActor.of(machines, least), Leader.ROLE);
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        return new HospitalMachines(system, member.threads());
    }

    /** A number of machines as an option gives it, or a refusal. */
    public static int number(int given) {
        if (given < 1 || given > MOST) {
            throw new Refusal("--hospital-machines: must be from 1 to " + MOST + ", got " + given);
        }
        return given;
    }

    /** Where machines join. */
    public HostPort place() {
        return HostPort.parse("leader", Workers.place(Cluster.get(system).selfMember().address()));
    }

    /** What carries the cells of a study. */
    public Driver driver(Study study, Deals deals) {
        Map<String, Cell> cells = study.cells().stream().collect(Collectors.toMap(Cell::id, Function.identity()));
        return (preparations, progress) -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            system.getWhenTerminated().whenComplete((end, cause) -> done.completeExceptionally(
                    new IllegalStateException("the simulation ended before its cells; the log above says why")));
            Function<String, Sent.Assignment> assignments = id -> Leader.assignment(Objects.requireNonNull(cells.get(id)), deals);
            system.tell(new HospitalMachinesActor.Begin(preparations, threads, progress, assignments, done));
            done.join();
        };
    }

    /** Refuses what cannot be spread: an adversary that knows the updates under the masks knows them in one process, they do not travel; nor do draws that nobody repeats. */
    public static void refuse(Study study) {
        study.cells().forEach(HospitalMachines::refuse);
    }

    private static void refuse(Cell cell) {
        if (cell.experiment().secureAggregation() instanceof MaskedSum && cell.experiment().adversary().count() > 0) {
            throw new Refusal("cell " + cell.id() + ": under secureAggregation, what an adversary sees beside the wire does not travel between machines;"
                    + " leave out --hospital-machines, or spread the cells of a matrix by --cluster-port alone");
        }
        if (cell.experiment().privacyDraws() == DrawSource.SYSTEM && !cell.experiment().inference().isEmpty()) {
            throw new Refusal("cell " + cell.id() + ": with privacyDraws: system each machine draws for itself, and observers here could not be told which patients were in a batch;"
                    + " leave out --hospital-machines, or inference");
        }
    }

    /** Sends the machines home. */
    @Override
    public void close() {
        system.tell(new HospitalMachinesActor.Close());
        Member.awaitEnd(system, Leader.FAREWELL_SECONDS);
    }
}
