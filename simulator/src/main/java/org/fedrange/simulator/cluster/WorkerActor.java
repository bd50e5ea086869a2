package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.SelfRemoved;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fedrange.simulator.actor.Simulation;

/** Offers this machine to the leader once it is a member, and opens its lanes or houses hospitals once it is welcome. */
final class WorkerActor {
    private static final Duration REPEAT = Duration.ofSeconds(1);
    private static final Duration JOINING = Duration.ofSeconds(30);
    private static final int MOST_OFFERS = 20;

    private final Bench bench;
    private final ActorRef<Sent.ToLeader> leader;
    private final CompletableFuture<Ending> ending;
    private final TimerScheduler<Command> timers;
    private int offers;
    private boolean welcome;
    private int housed;

    /** What it is told. */
    sealed interface Command permits Sent.ToWorker, Offer, Unanswered, Removed, Unfit {}

    /** This machine is a member: time to offer itself, again until somebody answers. */
    private record Offer() implements Command {}

    /** Nobody leads where this machine was sent. */
    private record Unanswered() implements Command {}

    /** This machine is a member no longer. */
    private record Removed() implements Command {}

    /** This machine cannot do what is asked, and why. */
    record Unfit(String reason) implements Command {}

    private WorkerActor(Bench bench, ActorRef<Sent.ToLeader> leader, CompletableFuture<Ending> ending, TimerScheduler<Command> timers) {
        this.bench = bench;
        this.leader = leader;
        this.ending = ending;
        this.timers = timers;
    }

    static Behavior<Command> of(Bench bench, HostPort place, CompletableFuture<Ending> ending) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            WorkerActor worker = new WorkerActor(bench, Worker.leader(context.getSystem(), place), ending, timers);
            var subscriptions = Cluster.get(context.getSystem()).subscriptions();
            subscriptions.tell(Subscribe.create(context.messageAdapter(SelfUp.class, up -> new Offer()), SelfUp.class));
            subscriptions.tell(Subscribe.create(context.messageAdapter(SelfRemoved.class, removed -> new Removed()), SelfRemoved.class));
            timers.startSingleTimer(new Unanswered(), JOINING);
            return Behaviors.receive(Command.class)
                    .onAnyMessage(command -> worker.on(command, context))
                    .onSignal(Terminated.class, ended -> {
                        // By a fault of ours: the machine ends, rather than go on with less in silence.
                        if (ended instanceof ChildFailed failed) {
                            throw new IllegalStateException(failed.getCause());
                        }
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    private Behavior<Command> on(Command command, ActorContext<Command> context) {
        switch (command) {
            case Offer offer -> offer(offer, context);
            case Unanswered none -> end(new Ending.Unanswered());
            case Sent.Welcome yes -> {
                timers.cancelAll();
                begin(context);
            }
            case Sent.House house -> {
                housed++;
                context.watch(context.spawn(HousedHospitals.of(bench, house), "hospitals-" + housed, DispatcherSelector.fromConfig(Simulation.HOSPITALS)));
            }
            case Sent.TurnedAway(String reason) -> end(new Ending.Unfit(reason));
            case Unfit(String reason) -> end(new Ending.Unfit(reason));
            case Sent.Done done -> end(new Ending.Done());
            case Removed removed -> end(new Ending.Lost());
        }
        return Behaviors.same();
    }

    private void offer(Offer offer, ActorContext<Command> context) {
        timers.cancelAll();
        offers++;
        if (offers > MOST_OFFERS) {
            end(new Ending.Unanswered());
        } else if (!welcome) {
            leader.tell(new Sent.Hello(bench.build(), bench.role().name(), context.getSelf().narrow()));
            timers.startSingleTimer(offer, REPEAT);
        }
    }

    private void begin(ActorContext<Command> context) {
        if (welcome) {
            return;
        }
        welcome = true;
        if (bench.role() == Role.hospital) {
            bench.says().accept("Welcome at the leader; houses hospitals, which train on " + bench.lanes() + " threads.");
            return;
        }
        bench.says().accept("Welcome at the leader; cells at a time: " + bench.lanes() + ".");
        for (int lane = 1; lane <= bench.lanes(); lane++) {
            context.watch(context.spawn(LaneActor.of(bench, leader, context.getSelf()), "lane-" + lane));
        }
    }

    private void end(Ending how) {
        timers.cancelAll();
        ending.complete(how);
    }
}
