package org.fedrange.simulator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.round.Arrival;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Effect;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Phase;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Question;
import org.fedrange.simulator.round.Reply;
import org.fedrange.simulator.round.RoundMachine;
import org.fedrange.simulator.round.Rounds;

/**
 * The plain driver: performs the round machine's effects one after another in the calling thread. It is the yardstick for the
 * actors, which must give the same results.
 *
 * @param <S> the protocol's state
 */
public final class Loop<S> {
    private final Plan<S> plan;
    private final AuditLog log;
    private final Rounds<S> rounds;
    private final SortedMap<NodeId, Participant> participants;
    private Optional<Coalition> coalition;

    private Loop(Plan<S> plan, AuditLog log, Rounds<S> rounds) {
        this.plan = plan;
        this.log = log;
        this.rounds = rounds;
        this.participants = new TreeMap<>(plan.participants());
        this.coalition = plan.coalition();
    }

    /**
     * Runs all rounds.
     *
     * @return the coordinator's state after the last
     */
    public static <S> S run(Plan<S> plan, AuditLog log, Rounds<S> rounds) {
        return new Loop<>(plan, log, rounds).run();
    }

    private S run() {
        Phase<S> phase = plan.machine().begin(plan.initial());
        for (int round = 1; round <= plan.rounds(); round++) {
            List<Outcome> outcomes = List.of(new Outcome.Opened(round));
            while (!outcomes.isEmpty()) {
                List<Question> asked = new ArrayList<>();
                for (Outcome outcome : outcomes) {
                    RoundMachine.Step<S> step = plan.machine().on(phase, outcome);
                    phase = step.phase();
                    perform(step, asked);
                }
                outcomes = asked.isEmpty() ? List.of() : exchange(asked, phase.clockMillis());
            }
        }
        return phase.released();
    }

    private void perform(RoundMachine.Step<S> step, List<Question> asked) {
        try {
            for (Effect effect : step.effects()) {
                switch (effect) {
                    case Effect.Ask(Question question) -> asked.add(question);
                    case Effect.Log(var event) -> write(event);
                    case Effect.Close(var report) -> {
                        log.seal();
                        rounds.closed(report, step.phase().released());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be written", e);
        }
    }

    private void write(AuditEvent event) {
        try {
            log.append(event);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be written", e);
        }
    }

    /** One answer that is ready to be sent. */
    private record Ready(Arrival.Reached reached, Message message, long processed, double trainingLoss) {}

    private List<Outcome> exchange(List<Question> asked, double clockMillis) {
        List<Outcome> outcomes = new ArrayList<>();
        SortedMap<NodeId, Ready> ready = new TreeMap<>();
        SortedMap<NodeId, Arrival.Reached> reached = new TreeMap<>();
        for (Question question : asked) {
            switch (plan.ask(question)) {
                case Arrival.Never(var outcome) -> outcomes.add(outcome);
                case Arrival.Reached arrived -> {
                    plan.machine().ledger().received(arrived, clockMillis).ifPresent(this::write);
                    reached.put(question.node(), arrived);
                    react(arrived, ready, outcomes);
                }
            }
        }
        coalition.ifPresent(its -> conspire(its, asked.getFirst(), reached, ready, outcomes));
        for (Ready answer : ready.values()) {
            outcomes.add(plan.answer(answer.reached(), answer.message(), answer.processed(), answer.trainingLoss()));
        }
        return outcomes;
    }

    private void react(Arrival.Reached reached, SortedMap<NodeId, Ready> ready, List<Outcome> outcomes) {
        NodeId node = reached.question().node();
        Participant participant = participants.get(node);
        if (participant == null) {
            return;
        }
        Reply reply = Reply.of(participant, reached);
        switch (reply) {
            case Reply.Crash(Outcome.Crashed crashed) -> outcomes.add(crashed);
            case Reply.Answer(Participant.Reaction reaction) -> {
                participants.put(node, reaction.next());
                ready.put(node, new Ready(reached, reaction.answer(), reaction.processed(), reaction.trainingLoss()));
            }
        }
    }

    private void conspire(
            Coalition its,
            Question any,
            SortedMap<NodeId, Arrival.Reached> reached,
            SortedMap<NodeId, Ready> ready,
            List<Outcome> outcomes) {
        SortedMap<NodeId, Message> own = new TreeMap<>();
        SortedMap<NodeId, Message> honest = new TreeMap<>();
        ready.forEach((node, answer) -> (plan.byzantine(node) ? own : honest).put(node, answer.message()));
        SortedMap<NodeId, Question> asked = new TreeMap<>();
        reached.forEach((node, arrived) -> {
            boolean crashed = plan.participants().containsKey(node) && !own.containsKey(node);
            if (plan.byzantine(node) && !crashed) {
                asked.put(node, arrived.question());
            }
        });
        Coalition.Move move = its.move(new Coalition.Overheard(any.round(), any.exchange(), asked, own, honest));
        coalition = Optional.of(move.next());
        asked.keySet().forEach(node -> {
            Ready before = ready.remove(node);
            double loss = before == null ? Double.NaN : before.trainingLoss();
            Message message = move.answers().get(node);
            if (message == null) {
                outcomes.add(new Outcome.Silent(node, any.exchange(), Plan.NOTHING_TO_SEND, loss, Objects.requireNonNull(reached.get(node)).attempts()));
            } else {
                Arrival.Reached arrived = Objects.requireNonNull(reached.get(node));
                ready.put(node, new Ready(arrived, message, before == null ? 0 : before.processed(), loss));
            }
        });
        outcomes.add(new Outcome.Observed(any.exchange(), move.observation()));
    }
}
