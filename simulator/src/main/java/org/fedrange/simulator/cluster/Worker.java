package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.Address;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import akka.cluster.typed.Leave;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fedrange.simulator.run.Build;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.Machine;

/** A machine that computes cells or houses hospitals for a leader until there is nothing more to do. */
public final class Worker implements AutoCloseable {
    static final int FAREWELL_SECONDS = 5;

    private final ActorSystem<WorkerActor.Command> system;
    private final HostPort leader;
    private final CompletableFuture<Ending> ending;

    private Worker(ActorSystem<WorkerActor.Command> system, HostPort leader, CompletableFuture<Ending> ending) {
        this.system = system;
        this.leader = leader;
        this.ending = ending;
    }

    /**
     * Joins a leader's cluster.
     *
     * @param role what this machine is for
     * @param data folder against which data sources read relative paths
     * @param scratch where files lie until they are sent
     * @param says is told how it gets on, in sentences
     */
    public static Worker join(Member member, Role role, HostPort leader, Path data, Path scratch, Consumer<String> says) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Bench bench = new Bench(role, Build.digest(), Machine.cpuKind(), member.threads(), new Deals(data), scratch, new Room(Runtime.getRuntime().maxMemory()), says);
        ActorSystem<WorkerActor.Command> system = member.system(WorkerActor.of(bench, leader, ending), role.name());
        Cluster.get(system).manager().tell(new JoinSeedNodes(List.of(address(leader))));
        system.getWhenTerminated().whenComplete((end, cause) -> ending.completeExceptionally(
                new IllegalStateException("the worker ended before its leader had done; the log above says why")));
        return new Worker(system, leader, ending);
    }

    private static Address address(HostPort leader) {
        return new Address("akka", Member.SYSTEM, leader.host(), leader.port());
    }

    static ActorRef<Sent.ToLeader> leader(ActorSystem<?> system, HostPort place) {
        return ActorRefResolver.get(system).resolveActorRef(address(place) + "/user");
    }

    /** Works; returns when there is nothing more to do here. */
    public Ending await() {
        return ending.join();
    }

    /** Tells the leader that this machine goes because its owner wants it to, and goes. */
    public void leave() {
        leader(system, leader).tell(new Sent.Leaving(ActorRefResolver.get(system).resolveActorRef(ownPath())));
        close();
    }

    private String ownPath() {
        return Cluster.get(system).selfMember().address() + "/user";
    }

    @Override
    public void close() {
        Cluster.get(system).manager().tell(Leave.create(Cluster.get(system).selfMember().address()));
        Member.awaitEnd(system, FAREWELL_SECONDS);
    }
}
