package org.fedrange.simulator.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.round.NodeReport.Fate;
import org.fedrange.simulator.round.Outcome.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's inbox of one exchange: per node, the first well-formed answer in time counts, and every other message is
 * refused with its reason.
 */
record Reception<S>(Protocol<S> protocol, Phase.Collecting<S> at, double deadlineMillis) {
    /** Why another message is refused than the first good one. */
    static final String DUPLICATE = "duplicate";

    /** What became of a node, and of all that an adversary on its line tried. */
    record Received(NodeReport report, List<Attempt> attempts) {}


    Received receive(Outcome.Resolved outcome) {
        List<Attempt> attempts = new ArrayList<>(outcome.attempts());
        NodeReport report = switch (outcome) {
            case Outcome.Silent silent -> report(silent, Fate.LOST, silent.reason(), null, List.of());
            case Outcome.Crashed crashed -> report(crashed, Fate.CRASHED, crashed.cause(), null, List.of());
            case Outcome.Answered answered -> sort(answered, attempts);
        };
        return new Received(report, attempts);
    }

    /** Bytes that arrived from the node. */
    long bytes(Outcome.Resolved outcome) {
        return outcome instanceof Outcome.Answered answered
                ? answered.deliveries().stream().mapToLong(delivery -> delivery.body().bytes()).sum()
                : 0;
    }

    private NodeReport sort(Outcome.Answered answered, List<Attempt> attempts) {
        List<Delivery> byTime = answered.deliveries().stream()
                .sorted(Comparator.comparingDouble(Delivery::arrivalMillis))
                .toList();
        Delivery accepted = null;
        List<String> refusals = new ArrayList<>();
        for (Delivery delivery : byTime) {
            Optional<String> objection = accepted == null ? objection(answered, delivery) : Optional.of(DUPLICATE);
            if (!delivery.attempt().isEmpty()) {
                attempts.add(new Attempt(delivery.attempt(), answered.node(), Direction.UP, objection.orElse("")));
            }
            if (objection.isPresent()) {
                refusals.add(objection.get());
            } else {
                accepted = delivery;
            }
        }
        if (accepted != null) {
            return report(answered, Fate.ACCEPTED, "", accepted, refusals);
        }
        Fate fate = refusals.getFirst().equals(LATE) ? Fate.LATE : Fate.REFUSED;
        return report(answered, fate, refusals.getFirst(), byTime.getFirst(), refusals.subList(1, refusals.size()));
    }

    private static final String LATE = "after the deadline";

    private Optional<String> objection(Outcome.Answered answered, Delivery delivery) {
        if (delivery.body() instanceof Refused refused) {
            return Optional.of(refused.reason());
        }
        if (!delivery.sender().equals(answered.node())) {
            return Optional.of("sent in the name of " + delivery.sender());
        }
        if (delivery.round() != at.round()) {
            return Optional.of("answers round " + delivery.round() + " in round " + at.round());
        }
        if (!(delivery.arrivalMillis() <= at.startedMillis() + deadlineMillis)) {
            return Optional.of(LATE);
        }
        return protocol.objection(at.state(), at.round(), at.exchange(), answered.node(), delivery.body());
    }

    private NodeReport report(
            Outcome.Resolved outcome, Fate fate, String reason, @Nullable Delivery delivery, List<String> surplus) {
        return new NodeReport(
                outcome.node(),
                fate,
                reason,
                delivery == null ? null : delivery.body(),
                delivery == null ? Double.NaN : delivery.arrivalMillis(),
                outcome.trainingLoss(),
                surplus,
                outcome instanceof Outcome.Answered answered ? answered.faults() : List.of(),
                Optional.empty());
    }
}
