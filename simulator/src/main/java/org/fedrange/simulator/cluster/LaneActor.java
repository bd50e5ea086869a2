package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.run.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Carries one cell at a time: asks for leave, computes it by the code of a run on one machine, sends its files part by part, and asks for the
 * next when the leader has them. What is not answered is sent again.
 */
final class LaneActor {
    private static final Duration REPEAT = Duration.ofSeconds(2);
    /** Parts on the way at once: enough to fill a line of 100 ms at 10 MB/s. */
    private static final int WINDOW = 8;

    private final Bench bench;
    private final ActorRef<Sent.ToLeader> leader;
    private final ActorRef<? super WorkerActor.Unfit> worker;
    private final ActorContext<Command> context;
    private Stage stage = new Stage.Idle();

    /** What it is told. */
    sealed interface Command permits Sent.ToLane, Delivered, Computed, Unkept, Repeat {}

    /** The next cell. */
    private record Delivered(ConsumerController.Delivery<Sent.Assignment> cell) implements Command {}

    /** The cell is computed; {@code cause} says why it could not be, or is null. */
    private record Computed(@Nullable Throwable cause) implements Command {}

    /** What came of the cell cannot be kept on this machine. */
    private record Unkept(Throwable cause) implements Command {}

    /** Time to say again what was not answered. */
    private record Repeat() implements Command {}

    /** How far it is with its cell. */
    private sealed interface Stage {
        record Idle() implements Stage {}

        record Claiming(ConsumerController.Delivery<Sent.Assignment> delivery, Cell cell) implements Stage {}

        record Computing(ConsumerController.Delivery<Sent.Assignment> delivery, Computation computation) implements Stage {}

        record Sending(ConsumerController.Delivery<Sent.Assignment> delivery, Computation computation, Parcel parcel, int received, int sent) implements Stage {}

        record Failing(ConsumerController.Delivery<Sent.Assignment> delivery, Computation computation, String cause) implements Stage {}
    }

    private LaneActor(
            Bench bench, ActorRef<Sent.ToLeader> leader, ActorRef<? super WorkerActor.Unfit> worker, ActorContext<Command> context) {
        this.bench = bench;
        this.leader = leader;
        this.worker = worker;
        this.context = context;
    }

    static Behavior<Command> of(Bench bench, ActorRef<Sent.ToLeader> leader, ActorRef<? super WorkerActor.Unfit> worker) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            LaneActor lane = new LaneActor(bench, leader, worker, context);
            context.spawn(ConsumerController.create(LeaderActor.LANES), "cells").tell(new ConsumerController.Start<>(
                    context.messageAdapter(ConsumerController.<Sent.Assignment>deliveryClass(), Delivered::new)));
            timers.startTimerWithFixedDelay(new Repeat(), REPEAT);
            return Behaviors.receiveMessage(command -> {
                lane.stage = lane.on(command);
                return Behaviors.same();
            });
        }));
    }

    private Stage on(Command command) throws IOException {
        return switch (command) {
            case Delivered(var delivery) -> claim(delivery);
            case Sent.Granted(String id) when stage instanceof Stage.Claiming(var delivery, Cell cell) && cell.id().equals(id) -> compute(delivery, cell);
            case Computed(var cause) when stage instanceof Stage.Computing computing -> deliver(computing, cause);
            case Sent.Received(String id, int next) when stage instanceof Stage.Sending sending && sending.parcel().cell().equals(id) -> received(sending, next);
            case Sent.Settled(String id) -> settled(id);
            // That is no fault of the cell: another machine may do better, and this one ends.
            case Unkept(var cause) -> throw new IllegalStateException(Reason.of(cause), cause);
            case Repeat repeat -> repeat();
            // The answer to something that was said twice.
            case Sent.Granted again -> stage;
            case Sent.Received again -> stage;
            case Computed late -> stage;
        };
    }

    private Stage claim(ConsumerController.Delivery<Sent.Assignment> delivery) {
        Optional<String> objection;
        Cell cell;
        try {
            cell = bench.cell(delivery.message());
            objection = bench.objection(cell, delivery.message().data());
        } catch (Refusal refusal) {
            worker.tell(new WorkerActor.Unfit(String.valueOf(refusal.getMessage())));
            return stage;
        }
        if (objection.isPresent()) {
            worker.tell(new WorkerActor.Unfit(objection.get()));
            return stage;
        }
        leader.tell(new Sent.Claim(cell.id(), context.getSelf().narrow()));
        return new Stage.Claiming(delivery, cell);
    }

    private Stage compute(ConsumerController.Delivery<Sent.Assignment> delivery, Cell cell) throws IOException {
        Computation computation = new Computation(cell, bench, glimpse -> leader.tell(
                new Sent.RoundEnded(cell.id(), Glimpses.bytes(glimpse), context.getSelf().narrow())));
        context.pipeToSelf(computation.begin(context), (end, unkept) -> unkept == null ? new Computed(computation.failure()) : new Unkept(unkept));
        return new Stage.Computing(delivery, computation);
    }

    private Stage deliver(Stage.Computing computing, @Nullable Throwable cause) throws IOException {
        computing.computation().end(context);
        if (cause != null) {
            stage = new Stage.Failing(computing.delivery(), computing.computation(), Reason.of(cause));
            return repeat();
        }
        return send(new Stage.Sending(computing.delivery(), computing.computation(), computing.computation().parcel(), 0, 0));
    }

    private Stage received(Stage.Sending sending, int next) throws IOException {
        return send(new Stage.Sending(sending.delivery(), sending.computation(), sending.parcel(), next, Math.max(next, sending.sent())));
    }

    /** Sends as many parts as may be on the way. */
    private Stage send(Stage.Sending sending) throws IOException {
        Parcel parcel = sending.parcel();
        int parts = parcel.parts();
        int until = Math.min(parts, sending.received() + WINDOW);
        for (int number = sending.sent(); number < until; number++) {
            String digest = number == parts - 1 ? parcel.digest() : "";
            leader.tell(new Sent.Part(parcel.cell(), number, digest, parcel.part(number), context.getSelf().narrow()));
        }
        return new Stage.Sending(sending.delivery(), sending.computation(), parcel, sending.received(), until);
    }

    private Stage settled(String id) throws IOException {
        var delivery = switch (stage) {
            case Stage.Idle idle -> null;
            case Stage.Claiming claiming -> claiming.delivery();
            // Settled while it computes: the leader gave this machine up, which will notice.
            case Stage.Computing computing -> null;
            case Stage.Sending sending -> sending.delivery();
            case Stage.Failing failing -> failing.delivery();
        };
        if (delivery == null || !delivery.message().cell().equals(id)) {
            return stage;
        }
        switch (stage) {
            case Stage.Sending sending -> sending.computation().sweep();
            case Stage.Failing failing -> failing.computation().sweep();
            default -> {}
        }
        delivery.confirmTo().tell(ConsumerController.confirmed());
        return new Stage.Idle();
    }

    private Stage repeat() throws IOException {
        switch (stage) {
            case Stage.Idle idle -> {}
            case Stage.Claiming claiming -> leader.tell(new Sent.Claim(claiming.cell().id(), context.getSelf().narrow()));
            case Stage.Computing computing -> {}
            case Stage.Sending sending -> {
                return send(new Stage.Sending(sending.delivery(), sending.computation(), sending.parcel(), sending.received(), sending.received()));
            }
            case Stage.Failing failing -> leader.tell(
                    new Sent.Failed(failing.delivery().message().cell(), failing.cause(), context.getSelf().narrow()));
        }
        return stage;
    }
}
