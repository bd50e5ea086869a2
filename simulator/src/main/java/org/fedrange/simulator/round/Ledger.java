package org.fedrange.simulator.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.audit.AuditEvent;
import org.jspecify.annotations.Nullable;

/**
 * Words a round's audit events: its opening with the model sent, what the adversary saw, one event per node in node order, and
 * the release or failure.
 *
 * @param fold the fold, from 1
 */
public record Ledger(int fold) {

    AuditEvent opened(int round, double clockMillis, String modelDigest) {
        return AuditEvent.coordinator(fold, round, clockMillis, AuditEvent.ROUND_OPENED, true, "model", modelDigest, null);
    }

    /**
     * A node's own record that a model reached it, which does not pass through the coordinator; empty where the question brings none.
     *
     * @param clockMillis virtual time at which the round opened
     */
    public Optional<AuditEvent> received(Arrival.Reached reached, double clockMillis) {
        Message body = reached.question().body();
        return !body.type().equals(Message.MODEL) ? Optional.empty() : Optional.of(new AuditEvent(
                fold, reached.question().round(), clockMillis + reached.atMillis(), AuditEvent.MODEL_RECEIVED, AuditEvent.outcome(true), reached.question().node().name(),
                AuditEvent.HOSPITAL, body.type(), body.digest(), null, null, null, null));
    }

    AuditEvent exchanged(int round, double millis, String exchange, String what) {
        return new AuditEvent(
                fold, round, millis, "exchange-closed", AuditEvent.outcome(true), "coordinator", "coordinator", exchange, null, null, null, null, what);
    }

    List<AuditEvent> closed(RoundReport report, double clockMillis, String modelDigest) {
        double end = clockMillis + report.millis();
        List<AuditEvent> events = new ArrayList<>();
        report.observation().ifPresent(seen -> events.add(observed(report, seen, end)));
        for (NodeReport node : report.nodes()) {
            events.add(settled(report, node, clockMillis));
            for (String reason : node.surplus()) {
                events.add(event(report, node, clockMillis, "message-refused", reason));
            }
        }
        boolean released = report.ending() == RoundReport.Ending.RELEASED;
        events.add(AuditEvent.coordinator(
                fold, report.round(), end, released ? "model-released" : Kind.of(report.ending()), released, "model",
                modelDigest, released ? null : report.reason()));
        for (Decision decision : report.decisions()) {
            events.add(new AuditEvent(
                    fold, report.round(), end, decision.action(), AuditEvent.outcome(true), "coordinator", "coordinator", decision.objectType(),
                    decision.digest(), null, null, null, decision.reason()));
        }
        return events;
    }

    private AuditEvent observed(RoundReport report, Observation seen, double millis) {
        return new AuditEvent(
                fold, report.round(), millis, seen.attacked() ? "adversary-attacked" : "adversary-rested", "success", "adversary",
                "adversary", "view", seen.digest(), null, null, null,
                seen.knowledge() + ": " + seen.own() + " own and " + seen.others() + " other updates");
    }

    private AuditEvent settled(RoundReport report, NodeReport node, double clockMillis) {
        return event(report, node, clockMillis, "update-" + Kind.of(node.fate()), node.reason().isEmpty() ? null : node.reason());
    }

    private AuditEvent event(RoundReport report, NodeReport node, double clockMillis, String action, @Nullable String reason) {
        Message answer = node.answer();
        boolean accepted = action.equals("update-accepted");
        return new AuditEvent(
                fold,
                report.round(),
                // What never arrived is known to be missing when the round ends.
                clockMillis + (Double.isNaN(node.arrivalMillis()) ? report.millis() : node.arrivalMillis()),
                action,
                AuditEvent.outcome(accepted),
                node.node().name(),
                AuditEvent.HOSPITAL,
                answer == null ? null : answer.type(),
                answer == null ? null : answer.digest(),
                accepted ? node.verdict().map(verdict -> verdict.kept()).orElse(null) : null,
                accepted ? node.verdict().map(verdict -> finite(verdict.weight())).orElse(null) : null,
                accepted ? node.verdict().map(verdict -> finite(verdict.score())).orElse(null) : null,
                reason);
    }

    /** JSON has no NaN: a number that a rule does not have is left out. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
