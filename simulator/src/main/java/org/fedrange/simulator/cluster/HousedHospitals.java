package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.actor.HospitalActor;
import org.fedrange.simulator.actor.Placement;
import org.fedrange.simulator.federation.Encoding;
import org.fedrange.simulator.round.Arrival;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Question;
import org.fedrange.simulator.round.Reply;
import org.fedrange.simulator.run.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The hospitals of one federation that live on this machine while its coordinator lives on another: hands them the questions that come, and
 * sends what they answer. Takes no further question while as many answers as its threads could compute twice over are not on their way.
 */
final class HousedHospitals {
    private final Map<Integer, NodeId> nodes = new TreeMap<>();
    private final Map<Integer, ActorRef<HospitalActor.Ask>> hospitals = new TreeMap<>();
    private final Backlog<HospitalActor.Answered, Sent.FromHospital> answers = new Backlog<>(HousedHospitals::message);
    private final ActorRef<HospitalActor.Answered> answered;
    private final int most;
    private int unsent;
    private @Nullable ActorRef<ConsumerController.Confirmed> unconfirmed;
    private @Nullable Message last;

    /** What it is told. */
    sealed interface Command {}

    /** The next question. */
    private record Delivered(ConsumerController.Delivery<Sent.Asked> question) implements Command {}

    /** What came of a question. */
    private record Answered(HospitalActor.Answered answer) implements Command {}

    /** The line takes another answer. */
    private record Next(ActorRef<Sent.FromHospital> line) implements Command {}

    private HousedHospitals(ActorContext<Command> context, SortedMap<NodeId, Participant> participants, int threads) {
        this.answered = context.messageAdapter(HospitalActor.Answered.class, Answered::new);
        this.most = 2 * threads;
        participants.forEach((node, participant) -> {
            nodes.put(node.index(), node);
            hospitals.put(node.index(), Placement.here(context, node, participant));
        });
    }

    static Behavior<Command> of(Bench bench, Sent.House asked) {
        return Behaviors.setup(context -> {
            Optional<String> strange = bench.strangeness(asked.share().assignment());
            if (strange.isPresent()) {
                return refused(asked, strange.get());
            }
            Memory needed = bench.needed(asked.share());
            Optional<String> crowded = bench.room().take(needed);
            return crowded.isPresent() ? refused(asked, crowded.get()) : housed(context, bench, asked, needed);
        });
    }

    private static Behavior<Command> refused(Sent.House asked, String reason) {
        asked.coordinator().tell(new Sent.Unhoused(reason));
        return Behaviors.stopped();
    }

    private static Behavior<Command> housed(ActorContext<Command> context, Bench bench, Sent.House asked, Memory needed) {
        HousedHospitals its = new HousedHospitals(context, bench.participants(asked.share()), bench.lanes());
        open(context, asked);
        context.watch(asked.coordinator());
        return Behaviors.receive(Command.class)
                .onAnyMessage(command -> {
                    its.on(command);
                    return Behaviors.same();
                })
                // The fold is over, or its coordinator is gone.
                .onSignal(Terminated.class, over -> Behaviors.stopped())
                .onSignal(PostStop.class, stopped -> {
                    bench.room().leave(needed);
                    return Behaviors.same();
                })
                .build();
    }

    private static void open(ActorContext<Command> context, Sent.House asked) {
        ActorRef<ConsumerController.Command<Sent.Asked>> consumer =
                context.spawn(ConsumerController.create(Backlog.window(context.getSystem())), "questions");
        consumer.tell(new ConsumerController.Start<>(context.messageAdapter(ConsumerController.<Sent.Asked>deliveryClass(), Delivered::new)));
        consumer.tell(new ConsumerController.RegisterToProducerController<>(asked.questions()));
        var producer = context.spawn(
                ProducerController.create(
                        Sent.FromHospital.class, "answers-" + context.getSelf().path().name(), Optional.empty(), Backlog.parts(context.getSystem())),
                "answers");
        producer.tell(new ProducerController.Start<>(context.messageAdapter(
                ProducerController.<Sent.FromHospital>requestNextClass(), next -> new Next(next.sendNextTo()))));
        producer.tell(new ProducerController.RegisterConsumer<>(asked.answers()));
    }

    private void on(Command command) {
        switch (command) {
            case Delivered(var delivery) -> {
                ask(delivery.message());
                unsent++;
                unconfirmed = delivery.confirmTo();
            }
            case Answered(var answer) -> sent(answers.add(answer));
            case Next(var line) -> sent(answers.taken(line));
        }
        ActorRef<ConsumerController.Confirmed> waits = unconfirmed;
        if (waits != null && unsent < most) {
            waits.tell(ConsumerController.confirmed());
            unconfirmed = null;
        }
    }

    private void sent(boolean one) {
        unsent -= one ? 1 : 0;
    }

    private void ask(Sent.Asked asked) {
        if (asked.body().length > 0) {
            last = Encoding.decoded(asked.body(), new TreeMap<>()).orElseThrow(() -> new IllegalStateException("a question that is no message"));
        }
        NodeId node = Objects.requireNonNull(nodes.get(asked.node()));
        Question question = new Question(asked.round(), asked.exchange(), node, Objects.requireNonNull(last), asked.sentMillis());
        Objects.requireNonNull(hospitals.get(asked.node())).tell(new HospitalActor.Ask(new Arrival.Reached(question, 0, List.of(), List.of()), answered));
    }

    private static Sent.FromHospital message(HospitalActor.Answered answered) {
        int node = answered.reached().question().node().index();
        return switch (answered.reply()) {
            case Reply.Crash(Outcome.Crashed crashed) -> new Sent.Crashed(node, crashed.cause());
            case Reply.Answer(Participant.Reaction reaction) -> new Sent.Reacted(
                    node, Encoding.encoded(reaction.answer()), reaction.answer().measured(), reaction.trainingLoss(), reaction.processed());
        };
    }
}
