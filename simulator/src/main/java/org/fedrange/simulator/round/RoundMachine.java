package org.fedrange.simulator.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.NodeReport.Fate;
import org.fedrange.simulator.round.RoundReport.Ending;

/**
 * The whole protocol of a round: {@code (phase, outcome) -> (phase, effects)}, without a clock, a thread or I/O.
 *
 * <p>Outcomes of one exchange may come in any order; nothing is decided before all of them are in, and then in node order, so
 * that the order of arrival in a driver decides nothing. Time is a number in the messages, and the deadline compares numbers.
 *
 * @param protocol what is asked and what follows
 * @param cohorts who is invited in a round
 * @param adversary whether there is an adversary, whose observation then belongs to each exchange
 * @param deadlineMillis virtual time after which an exchange takes no more answers
 * @param quorum share of the invited that must answer, above 0 and at most 1
 * @param ledger names the events of a round for the audit log
 */
public record RoundMachine<S>(
        Protocol<S> protocol, Cohorts cohorts, boolean adversary, double deadlineMillis, double quorum, Ledger ledger) {

    /** Answers that are taken in at a time, where they are taken in as they come. */
    public static final int PORTION = 64;

    /** Where the machine goes and what it wants done. */
    public record Step<S>(Phase<S> phase, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** Before the first round. */
    public Phase<S> begin(S state) {
        return new Phase.Resting<>(0, state, 0);
    }

    /**
     * The next step.
     *
     * @throws IllegalStateException where the outcome does not belong to the phase: a fault of the driver, never of a node
     */
    public Step<S> on(Phase<S> phase, Outcome outcome) {
        return switch (phase) {
            case Phase.Resting<S> resting when outcome instanceof Outcome.Opened(int round) && round == resting.round() + 1 ->
                open(resting);
            case Phase.Collecting<S> collecting when outcome instanceof Outcome.Resolved resolved -> resolve(collecting, resolved);
            case Phase.Collecting<S> collecting when outcome instanceof Outcome.Observed observed -> observe(collecting, observed);
            default -> throw new IllegalStateException(outcome + " does not belong to " + phase);
        };
    }

    private Step<S> open(Phase.Resting<S> resting) {
        int round = resting.round() + 1;
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Log(ledger.opened(round, resting.clockMillis(), protocol.released(resting.released()))));
        List<NodeId> cohort = cohorts.invited(round, protocol.excluded(resting.released()));
        Optional<String> impossible = protocol.impossible(resting.released(), cohort);
        S opened = impossible.isEmpty() ? protocol.open(resting.released(), round, cohort) : resting.released();
        Phase.Collecting<S> empty = new Phase.Collecting<>(
                round, 0, resting.released(), opened, new TreeSet<>(), null, new TreeMap<>(), new TreeMap<>(),
                Optional.empty(), Optional.empty(), 0, resting.clockMillis(), 0, 0, List.of());
        if (impossible.isPresent()) {
            // The coordinator waits in vain for somebody to be there.
            Closing<S> closing = new Closing<>(empty, new TreeMap<>(), deadlineMillis);
            Step<S> closed = close(closing, Ending.QUORUM_MISSED, impossible.get());
            effects.addAll(closed.effects());
            return new Step<>(closed.phase(), effects);
        }
        if (cohort.isEmpty()) {
            Step<S> concluded = conclude(empty);
            effects.addAll(concluded.effects());
            return new Step<>(concluded.phase(), effects);
        }
        return ask(empty, cohort, effects);
    }

    private Step<S> ask(Phase.Collecting<S> at, List<NodeId> nodes, List<Effect> effects) {
        long bytes = at.bytesDown();
        for (NodeId node : nodes) {
            Message body = protocol.question(at.state(), at.round(), at.exchange(), node);
            effects.add(new Effect.Ask(new Question(at.round(), at.exchange(), node, body, at.startedMillis())));
            bytes += body.bytes();
        }
        return new Step<>(
                new Phase.Collecting<>(
                        at.round(), at.exchange(), at.released(), at.state(), new TreeSet<>(nodes), null, new TreeMap<>(), at.settled(), Optional.empty(),
                        at.firstObserved(), at.startedMillis(), at.clockMillis(), bytes, at.bytesUp(), at.attempts()),
                effects);
    }

    private Step<S> resolve(Phase.Collecting<S> at, Outcome.Resolved resolved) {
        if (!at.asked().contains(resolved.node()) || resolved.exchange() != at.exchange()) {
            throw new IllegalStateException(resolved.node() + " has nothing to resolve in exchange " + at.exchange() + ": " + resolved);
        }
        if (at.taken().containsKey(resolved.node())) {
            throw new IllegalStateException(resolved.node() + " was resolved twice in one exchange");
        }
        Phase.Collecting<S> next = at.hearing(resolved);
        boolean enough = protocol.takes(at.state()) && next.resolved() % PORTION == 0;
        return concludeWhenComplete(enough ? take(next) : next);
    }

    private Step<S> observe(Phase.Collecting<S> at, Outcome.Observed observed) {
        if (!adversary || at.observed().isPresent() || observed.exchange() != at.exchange()) {
            throw new IllegalStateException("unexpected " + observed + " in exchange " + at.exchange());
        }
        Optional<Observation> seen = Optional.of(observed.observation());
        return concludeWhenComplete(new Phase.Collecting<>(
                at.round(), at.exchange(), at.released(), at.state(), at.asked(), at.heard(), at.taken(), at.settled(), seen,
                at.firstObserved().filter(Observation::sawOrAttacked).or(() -> seen), at.startedMillis(), at.clockMillis(), at.bytesDown(), at.bytesUp(),
                at.attempts()));
    }

    private Step<S> concludeWhenComplete(Phase.Collecting<S> at) {
        boolean unobserved = adversary && at.observed().isEmpty();
        return at.resolved() < at.asked().size() || unobserved ? new Step<>(at, List.of()) : conclude(take(at));
    }

    /** Takes in what has been heard, in node order, as far as nobody before is still to be heard. */
    private Phase.Collecting<S> take(Phase.Collecting<S> at) {
        Heard heard = at.heard();
        if (heard == null) {
            return at;
        }
        SortedMap<NodeId, Outcome.Resolved> waiting = heard.byNode();
        Reception<S> reception = new Reception<>(protocol, at, deadlineMillis);
        SortedMap<NodeId, NodeReport> reports = new TreeMap<>();
        List<Attempt> attempts = new ArrayList<>();
        long bytes = 0;
        for (NodeId node : at.taken().isEmpty() ? at.asked() : at.asked().tailSet(at.taken().lastKey())) {
            Outcome.Resolved outcome = at.taken().containsKey(node) ? null : waiting.remove(node);
            if (outcome != null) {
                Reception.Received received = reception.receive(outcome);
                reports.put(node, received.report());
                attempts.addAll(received.attempts());
                bytes += reception.bytes(outcome);
            } else if (!at.taken().containsKey(node)) {
                break;
            }
        }
        SortedMap<NodeId, NodeReport> all = new TreeMap<>(at.taken());
        boolean takes = protocol.takes(at.state());
        S state = takes && !reports.isEmpty() ? protocol.take(at.state(), at.round(), at.exchange(), answers(reports)) : at.state();
        reports.forEach((node, report) -> all.put(node, takes ? report.taken() : report));
        return at.taking(state, all, Heard.of(waiting.values()), bytes, attempts);
    }

    private static SortedMap<NodeId, Message> answers(SortedMap<NodeId, NodeReport> reports) {
        SortedMap<NodeId, Message> answers = new TreeMap<>();
        reports.forEach((node, report) -> {
            if (report.fate() == Fate.ACCEPTED && report.answer() != null) {
                answers.put(node, report.answer());
            }
        });
        return answers;
    }

    private Step<S> conclude(Phase.Collecting<S> at) {
        SortedMap<NodeId, NodeReport> reports = new TreeMap<>(at.settled());
        reports.putAll(at.taken());
        SortedMap<NodeId, Message> answers = answers(at.taken());
        double end = at.startedMillis();
        for (NodeReport report : at.taken().values()) {
            // Whoever does not answer in time keeps the coordinator waiting until the deadline.
            end = Math.max(end, report.fate() == Fate.ACCEPTED ? report.arrivalMillis() : at.startedMillis() + deadlineMillis);
        }
        Closing<S> closing = new Closing<>(at, reports, end);
        int invited = cohorts.invited(at.round(), protocol.excluded(at.released())).size();
        int needed = needed(invited);
        if (answers.size() < needed) {
            return close(closing, Ending.QUORUM_MISSED, answers.size() + " of " + invited + " answered in time, needed " + needed);
        }
        return switch (protocol.conclude(at.state(), at.round(), at.exchange(), answers)) {
            case Protocol.Conclusion.Infeasible<S>(String reason) -> close(closing, Ending.INFEASIBLE, reason);
            case Protocol.Conclusion.Missed<S>(String reason) -> close(closing, Ending.QUORUM_MISSED, reason);
            case Protocol.Conclusion.Continue<S>(S state, var stopped) -> {
                answers.keySet().removeAll(stopped.keySet());
                reports.replaceAll((node, report) -> report.stopped(Optional.ofNullable(stopped.get(node))));
                yield next(closing, state, answers);
            }
            case Protocol.Conclusion.Release<S>(S state, var verdicts, var measured) -> {
                reports.replaceAll((node, report) -> report.judged(Optional.ofNullable(verdicts.get(node))));
                yield close(closing, Ending.RELEASED, "", state, measured);
            }
        };
    }

    /** Number of answers that make a quorum: the share of the invited, rounded up. */
    int needed(int invited) {
        // Guards against 0.3 * 10 = 3.0000000000000004 asking for four.
        return protocol.releasesAlways() ? 0 : Math.max(1, (int) Math.ceil(quorum * invited - 1e-9));
    }

    /** An exchange at its end. */
    private record Closing<S>(Phase.Collecting<S> at, SortedMap<NodeId, NodeReport> reports, double endMillis) {}

    private Step<S> next(Closing<S> closing, S state, SortedMap<NodeId, Message> answers) {
        Phase.Collecting<S> at = closing.at();
        if (at.exchange() + 1 >= protocol.exchanges()) {
            throw new IllegalStateException("the protocol goes on after its last exchange, " + at.exchange());
        }
        SortedMap<NodeId, NodeReport> settled = new TreeMap<>(closing.reports());
        settled.keySet().removeAll(answers.keySet());
        return ask(
                new Phase.Collecting<>(
                        at.round(), at.exchange() + 1, at.released(), state, new TreeSet<>(), null, new TreeMap<>(), settled, Optional.empty(),
                        at.firstObserved(), closing.endMillis(), at.clockMillis(), at.bytesDown(), closing.at().bytesUp(), at.attempts()),
                List.copyOf(answers.keySet()),
                new ArrayList<>(List.of(exchanged(closing))));
    }

    /** Each exchange of several leaves an event of its own. */
    private Effect exchanged(Closing<S> closing) {
        Phase.Collecting<S> at = closing.at();
        long answered = closing.reports().values().stream().filter(report -> report.fate() == Fate.ACCEPTED).count();
        return new Effect.Log(ledger.exchanged(at.round(), at.clockMillis() + closing.endMillis(), protocol.exchange(at.exchange()),
                answered + " of " + at.asked().size() + " stay; so far " + at.bytesDown() + " bytes down and " + closing.at().bytesUp() + " up"));
    }

    private Step<S> close(Closing<S> closing, Ending ending, String reason) {
        return close(closing, ending, reason, closing.at().released(), Collections.emptySortedMap());
    }

    private Step<S> close(Closing<S> closing, Ending ending, String reason, S state, SortedMap<String, Double> measured) {
        Phase.Collecting<S> at = closing.at();
        List<NodeReport> nodes = List.copyOf(closing.reports().values());
        Protocol.Settled<S> settled = protocol.settled(state, at.round(), nodes);
        RoundReport report = new RoundReport(
                at.round(), ending, reason, nodes, at.firstObserved(), closing.endMillis(), at.bytesDown(), closing.at().bytesUp(), measured,
                settled.decisions(), Stream.concat(at.attempts().stream(), settled.attempts().stream()).toList());
        List<Effect> effects = new ArrayList<>();
        if (protocol.exchanges() > 1 && !at.asked().isEmpty()) {
            effects.add(exchanged(closing));
        }
        ledger.closed(report, at.clockMillis(), protocol.released(state)).forEach(event -> effects.add(new Effect.Log(event)));
        effects.add(new Effect.Close(report));
        return new Step<>(new Phase.Resting<>(at.round(), settled.state(), at.clockMillis() + closing.endMillis()), effects);
    }
}
