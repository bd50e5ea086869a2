package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import org.fedrange.aggregation.Verdict;
import org.fedrange.attacks.Eavesdrop;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.metric.Metric;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.PrivateTraining;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Promises;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Shape;
import org.fedrange.simulator.Evaluation;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.results.Decided;
import org.fedrange.simulator.results.HospitalFigure;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.PrivacyAudit;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.Observation;
import org.fedrange.simulator.round.Attempt;
import org.fedrange.simulator.round.RoundReport;

/** Collects what comes out of a cell, fold after fold. */
final class CellRecord {
    private final Cell cell;
    private final Nodes nodes;
    private final List<String> classes;
    private final Promises promises;
    private final Shape shape;
    private final PrivacyLedger privacy;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<NodeOutcome> outcomes = new ArrayList<>();
    private final List<Decided> decisions = new ArrayList<>();
    private final List<Predictions> byHospital = new ArrayList<>();
    private final LeakageRecord leakage;
    private final WireRecord wire;

    CellRecord(Cell cell, Nodes nodes, List<String> classes, Shape shape, Promises promises, BiConsumer<Integer, View> views) {
        this.cell = cell;
        this.privacy = new PrivacyLedger(promises, nodes);
        this.nodes = nodes;
        this.classes = List.copyOf(classes);
        this.promises = promises;
        this.shape = shape;
        this.wire = new WireRecord(Kind.of(cell.experiment().channel().security()));
        this.leakage = new LeakageRecord(cell.experiment().inference(), cell.experiment().data().publicPictures(), cell.experiment().adversary().attack() instanceof Eavesdrop, views);
        for (int round = 1; round <= cell.experiment().rounds(); round++) {
            tallies.add(new Tally(round, classes.size()));
        }
        for (int hospital = 0; hospital < nodes.hospitals(); hospital++) {
            byHospital.add(new Predictions(classes.size()));
        }
    }

    Tally tally(int round) {
        return tallies.get(round - 1);
    }

    /** One hospital's test patients under the final model. */
    Predictions hospital(int index) {
        return byHospital.get(index);
    }

    /** What observers learned. */
    LeakageRecord leakage() {
        return leakage;
    }

    /** What was tried on the way into the federation. */
    void tried(List<Attempt> attempts) {
        wire.add(attempts);
    }

    void add(int fold, RoundReport report) {
        tally(report.round()).add(report);
        privacy.add(fold, report);
        wire.add(report.attempts());
        report.decisions().forEach(its -> decisions.add(new Decided(fold, report.round(), its.action(), its.reason())));
        SortedSet<NodeId> byzantine = nodes.byzantine();
        for (NodeReport node : report.nodes()) {
            outcomes.add(outcome(fold, report.round(), node, byzantine.contains(node.node())));
        }
    }

    /** The round that was added last. */
    Glimpse glimpse(int fold, RoundReport report) {
        OptionalDouble epsilon = privacy.figures().stream()
                .filter(its -> its.fold() == fold && its.round() == report.round()).mapToDouble(PrivacyFigure::epsilon).max();
        return new Glimpse(
                fold, tally(report.round()).round(), outcomes.subList(outcomes.size() - report.nodes().size(), outcomes.size()),
                report.observation().map(Observation::knowledge).orElse(""), report.observation().map(Observation::others).orElse(0), epsilon);
    }

    private static NodeOutcome outcome(int fold, int round, NodeReport report, boolean byzantine) {
        Verdict verdict = report.verdict().orElse(null);
        String reason = String.join("; ", java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(report.reason()), report.surplus().stream())
                .filter(text -> !text.isEmpty()).toList());
        return new NodeOutcome(
                fold, round, report.node().name(), byzantine, Kind.of(report.fate()), reason, String.join("; ", report.faults()),
                Double.isNaN(report.arrivalMillis()) ? null : report.arrivalMillis(), report.answer() == null ? 0 : report.answer().bytes(),
                verdict == null ? null : verdict.kept(),
                verdict == null || !Double.isFinite(verdict.weight()) ? null : verdict.weight(),
                verdict == null || !Double.isFinite(verdict.score()) ? null : verdict.score());
    }

    /** What came out, before the audit log is sealed. */
    Run run() {
        List<Round> rounds = tallies.stream().map(Tally::round).toList();
        List<HospitalFigure> figures = new ArrayList<>();
        for (int i = 0; i < nodes.hospitals(); i++) {
            Predictions its = byHospital.get(i);
            boolean enough = its.patients() >= HospitalFigure.FEWEST_PATIENTS;
            NodeId node = nodes.all().get(i);
            figures.add(new HospitalFigure(
                    node.name(), nodes.byzantine().contains(node), its.patients(), enough ? its.figures() : Map.of()));
        }
        return new Run(cell.id(), rounds.size(), best(rounds), rounds, outcomes, figures, tallies.getLast().marks().test().classes(classes), decisions, privacy.figures(), audits(), leakage.leakage(), wire.figures(), 0, "");
    }

    private List<PrivacyAudit> audits() {
        Experiment experiment = cell.experiment();
        int trials = experiment.evaluation().privacyTrials();
        if (trials == 0) {
            return List.of();
        }
        Streams streams = experiment.streams().within("privacy audit");
        List<PrivacyAudit> audits = new ArrayList<>();
        if (experiment.training() instanceof PrivateTraining training) {
            Network network = experiment.model().network(shape, experiment.numerics());
            audits.add(new PatientGame(network, shape, training, promises.all().getFirst().guarantee(), experiment.rounds(), streams.within("patients")).audited(trials));
        }
        audits.addAll(new CanaryGame(experiment.defenses(), Promises.attendance(experiment, nodes.all().size()), streams).audited(trials));
        return audits;
    }

    private int best(List<Round> rounds) {
        Evaluation evaluation = cell.experiment().evaluation();
        Metric metric = evaluation.metric();
        int best = rounds.size();
        double figure = Double.NaN;
        for (Round round : rounds) {
            double its = round.validation().getOrDefault(metric, Double.NaN);
            if (!Double.isNaN(its) && (Double.isNaN(figure) || metric.better(its, figure))) {
                figure = its;
                best = round.round();
            }
        }
        return best;
    }
}
