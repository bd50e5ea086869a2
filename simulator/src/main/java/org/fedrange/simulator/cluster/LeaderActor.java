package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.WorkPullingProducerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.ServiceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Hands out cells to whoever asks for work, and puts what comes back into its place: each cell once, whoever sends it again. A cell whose worker
 * dies goes to another; workers that die over one cell are its fault only if they die again while they work at nothing else.
 */
final class LeaderActor {
    /** Under which lanes offer themselves. */
    static final ServiceKey<ConsumerController.Command<Sent.Assignment>> LANES =
            ServiceKey.create(ConsumerController.serviceKeyClass(), "lanes");

    private final Consumer<String> says;
    private final Workers workers;
    private final Deque<Sent.Assignment> ring = new ArrayDeque<>();
    private final Map<String, CellCourse> unfinished = new TreeMap<>();
    private @Nullable Handout handout;
    private @Nullable Inbox inbox;
    private @Nullable ActorRef<Sent.Assignment> next;
    private boolean closing;

    /** What it is told. */
    sealed interface Command permits Sent.ToLeader, Handout, Next, Gone, Close, Expired {}

    /** A lane has nothing to do. */
    private record Next(ActorRef<Sent.Assignment> lane) implements Command {}

    /** A member is out of the cluster. */
    record Gone(String worker) implements Command {}

    /** There will be no more cells. */
    record Close() implements Command {}

    /** Workers had time enough to say farewell. */
    private record Expired() implements Command {}

    private LeaderActor(String build, Consumer<String> says) {
        this.workers = new Workers(Role.cell, build, says);
        this.says = says;
    }

    static Behavior<Command> of(String build, Consumer<String> says) {
        return Behaviors.setup(context -> {
            LeaderActor leader = new LeaderActor(build, says);
            var producer = context.spawn(
                    WorkPullingProducerController.create(Sent.Assignment.class, "leader", LANES, Optional.empty()), "cells");
            producer.tell(new WorkPullingProducerController.Start<>(context.messageAdapter(
                    WorkPullingProducerController.<Sent.Assignment>requestNextClass(), asked -> new Next(asked.sendNextTo()))));
            Workers.watchMembers(context, Gone::new);
            return Behaviors.receiveMessage(command -> leader.on(command, context));
        });
    }

    private Behavior<Command> on(Command command, ActorContext<Command> context) throws IOException {
        switch (command) {
            case Handout cells -> begin(cells);
            case Next(var lane) -> next = lane;
            case Sent.Hello hello -> workers.greet(hello, closing);
            case Sent.Leaving(var worker) -> workers.leaves(worker);
            case Sent.Claim claim -> claim(claim);
            case Sent.RoundEnded ended -> roundEnded(ended);
            case Sent.Failed failed -> failed(failed);
            case Sent.Part part -> kept(part);
            case Gone(String worker) -> gone(worker);
            case Close close -> {
                closing = true;
                workers.sendHome();
                context.scheduleOnce(Workers.FAREWELL, context.getSelf(), new Expired());
            }
            case Expired expired -> {
                return Behaviors.stopped();
            }
        }
        handOut();
        return closing && workers.none() ? Behaviors.stopped() : Behaviors.same();
    }

    private void begin(Handout cells) throws IOException {
        handout = cells;
        inbox = new Inbox(cells.inbox());
        cells.cells().forEach(cell -> unfinished.put(cell.cell(), new CellCourse()));
        ring.addAll(cells.cells());
        endWhenAllAre();
    }

    /** Gives a cell to who asked, and leave to begin to those who wait for it. */
    private void handOut() throws IOException {
        ActorRef<Sent.Assignment> lane = next;
        if (lane != null) {
            unheld().ifPresent(cell -> {
                lane.tell(cell);
                next = null;
            });
        }
        for (List<Sent.Claim> due = workers.due(this::mayAnswer); !due.isEmpty(); due = workers.due(this::mayAnswer)) {
            for (Sent.Claim claim : due) {
                answer(claim);
            }
        }
    }

    /**
     * The next cell that nobody has. Cells go round: one that lies at a lane which has not come to it yet, or whose worker died, is given once
     * more when all others were, and whoever claims it first has it.
     */
    private Optional<Sent.Assignment> unheld() {
        for (int i = ring.size(); i > 0; i--) {
            Sent.Assignment cell = ring.removeFirst();
            CellCourse course = unfinished.get(cell.cell());
            if (course != null) {
                ring.addLast(cell);
                if (!course.held()) {
                    return Optional.of(cell);
                }
            }
        }
        return Optional.empty();
    }

    private void claim(Sent.Claim claim) {
        CellCourse course = unfinished.get(claim.cell());
        if (course != null && course.heldBy(claim.lane())) {
            // It was told so already, and did not hear it.
            claim.lane().tell(new Sent.Granted(claim.cell()));
        } else if (workers.knows(Workers.place(claim.lane()))) {
            workers.claim(claim);
        }
    }

    /** Whether a claim can be answered: with no, as somebody has the cell or had it, or with yes, as neither it nor what the worker has is suspect or the worker has nothing else. */
    private boolean mayAnswer(Sent.Claim claim) {
        CellCourse course = unfinished.get(claim.cell());
        if (course == null || course.held()) {
            return true;
        }
        String worker = Workers.place(claim.lane());
        var beside = unfinished.values().stream().filter(other -> other.heldAt(worker)).toList();
        return course.suspect() ? beside.isEmpty() : beside.stream().noneMatch(CellCourse::suspect);
    }

    private void answer(Sent.Claim claim) throws IOException {
        CellCourse course = unfinished.get(claim.cell());
        if (course == null || course.held()) {
            claim.lane().tell(new Sent.Settled(claim.cell()));
            return;
        }
        Objects.requireNonNull(inbox).forget(claim.cell());
        course.begin(claim.lane());
        current().progress().begun(claim.cell());
        claim.lane().tell(new Sent.Granted(claim.cell()));
    }

    private void roundEnded(Sent.RoundEnded ended) {
        CellCourse course = unfinished.get(ended.cell());
        if (course != null && course.heldBy(ended.lane()) && course.news()) {
            current().progress().round(ended.cell(), () -> Glimpses.read(ended.glimpse()));
        }
    }

    private void failed(Sent.Failed failed) throws IOException {
        CellCourse course = unfinished.get(failed.cell());
        if (course != null && course.heldBy(failed.lane())) {
            fail(failed.cell(), new ElsewhereException(failed.cause()));
        }
        failed.lane().tell(new Sent.Settled(failed.cell()));
    }

    /** Where results cannot be kept there is no use in more of them. */
    private void kept(Sent.Part part) {
        try {
            take(part);
        } catch (UncheckedIOException unkept) {
            current().done().completeExceptionally(unkept);
        } catch (IOException unkept) {
            current().done().completeExceptionally(new UncheckedIOException("results of workers cannot be kept", unkept));
        }
    }

    private void take(Sent.Part part) throws IOException {
        CellCourse course = unfinished.get(part.cell());
        Inbox its = inbox;
        if (course == null || its == null || !course.heldBy(part.lane())) {
            part.lane().tell(new Sent.Settled(part.cell()));
            return;
        }
        Optional<Parcel> whole = its.take(part);
        if (whole.isEmpty()) {
            part.lane().tell(new Sent.Received(part.cell(), its.next(part.cell())));
            return;
        }
        keep(whole.get());
        its.forget(part.cell());
        part.lane().tell(new Sent.Settled(part.cell()));
    }

    private void keep(Parcel parcel) throws IOException {
        try {
            current().progress().finished(parcel.unpack(current().folder()));
            settle(parcel.cell());
        } catch (ZipException e) {
            fail(parcel.cell(), e);
        }
    }

    private void gone(String worker) throws IOException {
        boolean known = workers.knows(worker);
        boolean wanted = workers.gone(worker);
        var held = unfinished.entrySet().stream().filter(cell -> cell.getValue().heldAt(worker)).map(Map.Entry::getKey).toList();
        if (known && !closing) {
            says.accept("Worker " + worker + (wanted ? " left" : " is lost") + (held.isEmpty() ? "." : "; to be done again: " + String.join(", ", held) + "."));
        }
        for (String cell : held) {
            CellCourse course = Objects.requireNonNull(unfinished.get(cell));
            if (wanted) {
                course.free();
            } else {
                course.bereaved(worker);
            }
            if (course.deadly()) {
                fail(cell, new ElsewhereException("set aside: " + CellCourse.MOST_DEATHS + " workers died over it: " + String.join(", ", course.deaths())));
            } else {
                current().progress().abandoned(cell);
            }
        }
    }

    private void fail(String cell, Throwable cause) throws IOException {
        current().progress().failed(cell, cause);
        settle(cell);
    }

    private void settle(String cell) throws IOException {
        unfinished.remove(cell);
        endWhenAllAre();
    }

    private void endWhenAllAre() throws IOException {
        if (unfinished.isEmpty()) {
            Objects.requireNonNull(inbox).close();
            current().done().complete(null);
        }
    }

    private Handout current() {
        return Objects.requireNonNull(handout);
    }
}
