package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.simulator.actor.HospitalActor;
import org.fedrange.simulator.actor.HospitalsLostException;
import org.fedrange.simulator.actor.Unlogged;
import org.fedrange.simulator.federation.Encoding;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Question;
import org.fedrange.simulator.round.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the coordinator for a federation's hospitals on one other machine: sends questions there, and hands on what they answer. Both ways
 * large messages go in parts, no faster than they are taken. A model that goes to many of them goes once. Fails when the machine is lost.
 */
final class DistantHospitals {
    private final Participant distant = question -> {
        throw new IllegalStateException("is asked on its own machine");
    };
    private final Map<Integer, HospitalActor.Ask> asked = new TreeMap<>();
    private final Backlog<HospitalActor.Ask, Sent.Asked> questions = new Backlog<>(this::message);
    private final String machine;
    private final int hospitals;
    private @Nullable Message last;

    /** What it is told. */
    sealed interface Command permits Asked, Next, Delivered, Sent.Unhoused {}

    /** A question for one of them. */
    record Asked(HospitalActor.Ask ask) implements Command {}

    /** The line takes another question. */
    private record Next(ActorRef<Sent.Asked> line) implements Command {}

    /** An answer is here. */
    private record Delivered(ConsumerController.Delivery<Sent.FromHospital> answer) implements Command {}

    private DistantHospitals(ActorRef<Sent.ToWorker> machine, int hospitals) {
        this.machine = Workers.place(machine);
        this.hospitals = hospitals;
    }

    /**
     * Houses hospitals on a machine.
     *
     * @param share which; the ends of the lines are filled in here
     */
    static Behavior<HospitalActor.Ask> of(ActorRef<Sent.ToWorker> machine, Share share) {
        Behavior<Command> behavior = Behaviors.setup(context -> {
            DistantHospitals its = new DistantHospitals(machine, share.nodes().size());
            context.watch(machine);
            machine.tell(its.house(context, share));
            return Behaviors.receive(Command.class)
                    .onAnyMessage(command -> {
                        its.on(command);
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, gone -> {
                        throw its.lost("is lost");
                    })
                    .build();
        });
        return Behaviors.transformMessages(
                HospitalActor.Ask.class, Unlogged.of(behavior), its -> its.match(HospitalActor.Ask.class, Asked::new));
    }

    private Sent.House house(ActorContext<Command> context, Share share) {
        String id = share.assignment().cell() + "-" + share.fold();
        var producer = context.spawn(
                ProducerController.create(Sent.Asked.class, "questions-" + id, Optional.empty(), Backlog.parts(context.getSystem())), "questions");
        producer.tell(new ProducerController.Start<>(context.messageAdapter(
                ProducerController.<Sent.Asked>requestNextClass(), next -> new Next(next.sendNextTo()))));
        ActorRef<ConsumerController.Command<Sent.FromHospital>> consumer =
                context.spawn(ConsumerController.create(Backlog.window(context.getSystem())), "answers");
        consumer.tell(new ConsumerController.Start<>(context.messageAdapter(ConsumerController.<Sent.FromHospital>deliveryClass(), Delivered::new)));
        return new Sent.House(share, producer, consumer, context.getSelf().narrow());
    }

    private void on(Command command) {
        switch (command) {
            case Asked(HospitalActor.Ask ask) -> {
                asked.put(ask.reached().question().node().index(), ask);
                questions.add(ask);
            }
            case Next(var line) -> questions.taken(line);
            case Delivered(var delivery) -> {
                hear(delivery.message());
                delivery.confirmTo().tell(ConsumerController.confirmed());
            }
            case Sent.Unhoused(String reason) -> throw lost("cannot house them: " + reason);
        }
    }

    @SuppressWarnings("ReferenceEquality") // one message for many; an equal one sent again would do no harm
    private Sent.Asked message(HospitalActor.Ask ask) {
        Question question = ask.reached().question();
        byte[] body = question.body() == last ? Sent.Asked.AS_BEFORE : Encoding.encoded(question.body());
        last = question.body();
        return new Sent.Asked(question.node().index(), question.round(), question.exchange(), question.sentMillis(), body);
    }

    private void hear(Sent.FromHospital answer) {
        HospitalActor.Ask ask = asked.remove(answer.node());
        if (ask != null) {
            ask.replyTo().tell(new HospitalActor.Answered(ask.reached(), reply(answer, ask)));
        }
    }

    private Reply reply(Sent.FromHospital answer, HospitalActor.Ask ask) {
        return switch (answer) {
            case Sent.Crashed(int node, String cause) -> crash(ask, cause);
            case Sent.Reacted reacted -> Encoding.decoded(reacted.body(), reacted.measured()).<Reply>map(message -> {
                // The log names it by its digest: computed here, where the machines' answers come in side by side.
                message.digest();
                return new Reply.Answer(new Participant.Reaction(distant, message, reacted.trainingLoss(), reacted.processed()));
            }).orElseGet(() -> crash(ask, "what came from " + machine + " is no message"));
        };
    }

    private static Reply crash(HospitalActor.Ask ask, String cause) {
        Question question = ask.reached().question();
        return new Reply.Crash(new Outcome.Crashed(question.node(), question.exchange(), cause, ask.reached().attempts()));
    }

    private HospitalsLostException lost(String what) {
        return new HospitalsLostException("the machine " + machine + " with " + hospitals + " of the hospitals " + what
                + "; of this cell nothing is kept, the same command does it again");
    }
}
