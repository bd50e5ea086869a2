package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fedrange.simulator.actor.MatrixActor;
import org.fedrange.simulator.run.CellWork;
import org.fedrange.simulator.run.Progress;
import org.jspecify.annotations.Nullable;

/** Takes machines in, and runs cells once there are enough of them; each cell's hospitals are dealt to the machines that are here when it begins. */
final class HospitalMachinesActor {
    private final Workers machines;
    private final int least;
    private final ActorContext<Command> context;
    private final HousingPlan housing = new HousingPlan();
    private @Nullable Begin waiting;
    private boolean closing;
    private int studies;

    /** What it is told. */
    sealed interface Command permits Sent.Hello, Sent.Leaving, Gone, Begin, Ended, Close, Expired {}

    /** A member is out of the cluster. */
    private record Gone(String machine) implements Command {}

    /**
     * Cells to run.
     *
     * @param assignments of a cell, by its id
     * @param done completed when each has finished or failed
     */
    record Begin(
            List<CellWork.Preparation> cells, int parallel, Progress progress, Function<String, Sent.Assignment> assignments, CompletableFuture<Void> done)
            implements Command {}

    /** They have. */
    private record Ended(ActorRef<MatrixActor.Command> matrix) implements Command {}

    /** There will be no more cells. */
    record Close() implements Command {}

    /** Machines had time enough to say farewell. */
    private record Expired() implements Command {}

    private HospitalMachinesActor(Workers machines, int least, ActorContext<Command> context) {
        this.machines = machines;
        this.least = least;
        this.context = context;
    }

    static Behavior<Command> of(Workers machines, int least) {
        return Behaviors.setup(context -> {
            HospitalMachinesActor its = new HospitalMachinesActor(machines, least, context);
            Workers.watchMembers(context, Gone::new);
            return Behaviors.receive(Command.class)
                    .onAnyMessage(its::on)
                    .onSignal(Terminated.class, ended -> {
                        // Such as results that cannot be written.
                        if (ended instanceof ChildFailed failed) {
                            throw new IllegalStateException(failed.getCause());
                        }
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private Behavior<Command> on(Command command) {
        switch (command) {
            case Sent.Hello hello -> machines.greet(hello, closing);
            case Sent.Leaving(var machine) -> machines.leaves(machine);
            case Gone(String machine) -> machines.sayGone(machine, closing);
            case Begin begin -> waiting = begin;
            case Ended(var matrix) -> context.stop(matrix);
            case Close close -> {
                closing = true;
                machines.sendHome();
                context.scheduleOnce(Workers.FAREWELL, context.getSelf(), new Expired());
            }
            case Expired expired -> {
                return Behaviors.stopped();
            }
        }
        housing.machines(machines.all());
        beginWhenEnough();
        return closing && machines.none() ? Behaviors.stopped() : Behaviors.same();
    }

    private void beginWhenEnough() {
        Begin cells = waiting;
        if (cells == null || machines.all().size() < least) {
            return;
        }
        waiting = null;
        studies++;
        ActorRef<MatrixActor.Command> matrix = context.spawn(
                MatrixActor.of(cells.cells(), cells.parallel(), cells.progress(), cells.done(), housing.of(cells.assignments())), "study-" + studies);
        context.watch(matrix);
        var _ = cells.done().whenComplete((all, failure) -> context.getSelf().tell(new Ended(matrix)));
    }
}
