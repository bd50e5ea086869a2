package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.attacks.inference.AttributeInference;
import org.fedrange.attacks.inference.ClassInversion;
import org.fedrange.attacks.inference.Contribution;
import org.fedrange.attacks.inference.CraftedModel;
import org.fedrange.attacks.inference.GradientAscent;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.attacks.inference.LabelInference;
import org.fedrange.attacks.inference.Membership;
import org.fedrange.attacks.inference.ModelExtraction;
import org.fedrange.attacks.inference.ObserverKnowledge;
import org.fedrange.attacks.inference.PropertyInference;
import org.fedrange.attacks.inference.Reconstruction;
import org.fedrange.attacks.inference.ReconstructionQuality;
import org.fedrange.attacks.inference.ShadowTraining;
import org.fedrange.attacks.inference.Shelf;
import org.fedrange.attacks.inference.SourceInference;
import org.fedrange.attacks.inference.Task;
import org.fedrange.attacks.inference.UpdateInference;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Federation;
import org.fedrange.simulator.federation.Global;
import org.fedrange.simulator.federation.Inquiry;
import org.fedrange.simulator.federation.MaskedAggregation;
import org.fedrange.simulator.federation.UpdateSent;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.RoundReport;

/**
 * Records in one fold what the experiment's observers see, and lets their attacks loose on it after the last round. The truth, with which it
 * compares what they say, it never shows them.
 */
final class Observer {
    private final List<InferenceAttack> attacks;
    private final Task task;
    private final Nodes nodes;
    private final Federation.Fold fold;
    private final Streams streams;
    private final LeakageRecord collected;
    private final boolean onTheLine;
    private final Shelf shelf;
    private final List<Contribution> seen = new ArrayList<>();
    private final SortedMap<Integer, FloatVector> released = new TreeMap<>();
    private FloatVector model;
    private int taught;

    /**
     * An observer of one fold, which starts from this model.
     *
     * @param shelf where it keeps the models it trains, until the cell is finished
     * @param onTheLine whether it sees of updates only what an eavesdropper reads, and not what reaches the coordinator
     */
    Observer(
            List<InferenceAttack> attacks, Task task, Nodes nodes, Federation.Fold fold, Streams streams, LeakageRecord collected, FloatVector model,
            Shelf shelf, boolean onTheLine) {
        this.shelf = shelf;
        this.onTheLine = onTheLine;
        this.attacks = attacks;
        this.task = task;
        this.nodes = nodes;
        this.fold = fold;
        this.streams = streams;
        this.collected = collected;
        this.model = model;
        this.released.put(0, model);
    }

    /** What these attacks have the coordinator do. */
    static Inquiry inquiry(List<InferenceAttack> attacks, Task task, Nodes nodes, Federation.Fold fold, Streams streams) {
        SortedMap<Integer, UnaryOperator<FloatVector>> crafted = new TreeMap<>();
        for (InferenceAttack attack : attacks) {
            if (attack instanceof CraftedModel crafting) {
                crafted.put(crafting.round(), model -> crafting.crafted(task, model, side(fold), streams.of("crafted model", crafting.round(), 0)));
            }
            if (attack instanceof GradientAscent ascent) {
                Examples asked = Candidates.drawn(trained(nodes, fold), tested(fold), ascent.mostCandidates(), streams).all();
                for (int row = 0; row < asked.size(); row++) {
                    Examples candidate = asked.at(new int[] {row});
                    crafted.put(ascent.round() + row, model -> ascent.raised(task.network(), model, candidate));
                }
            }
        }
        int last = attacks.stream().mapToInt(InferenceAttack::lastRound).max().orElse(0);
        return new Inquiry(IntStream.rangeClosed(0, last).filter(round -> watched(attacks, round)).boxed().collect(Collectors.toSet()), crafted);
    }

    private static boolean watched(List<InferenceAttack> attacks, int round) {
        return attacks.stream().anyMatch(attack -> attack.watches(round));
    }

    /** A round without secure aggregation is over. */
    void closed(RoundReport report, Global released) {
        if (watched(attacks, report.round())) {
            for (NodeReport node : report.nodes()) {
                if (node.fate() == NodeReport.Fate.ACCEPTED && node.answer() instanceof UpdateSent sent && (!onTheLine || read(report, node.node()))) {
                    seen(report.round(), List.of(node.node()), started(released), (FloatVector) sent.update().change(), sent.update().examples());
                }
            }
        }
        released(report, released);
    }

    /** What hospitals answered: the model before the round, unless it was changed for it. */
    private FloatVector started(Global released) {
        return (FloatVector) released.crafted().orElse(model);
    }

    private static boolean read(RoundReport report, NodeId node) {
        return report.attempts().stream().anyMatch(attempt -> attempt.accepted() && attempt.node().equals(node));
    }

    /** A round under secure aggregation is over: of what was sent, the coordinator saw these sums. */
    void closed(RoundReport report, MaskedAggregation.Summing released, boolean weighted) {
        if (watched(attacks, report.round()) && report.ending() == RoundReport.Ending.RELEASED) {
            released.totals().forEach(sum -> seen(
                    report.round(), sum.nodes(), started(released.global()), sum.mean(), weighted ? (int) Math.min(Integer.MAX_VALUE, sum.weight()) : 0));
        }
        released(report, released.global());
    }

    private void released(RoundReport report, Global next) {
        model = (FloatVector) next.model();
        if (report.ending() == RoundReport.Ending.RELEASED && next.crafted().isEmpty()) {
            taught++;
        }
        if (report.ending() == RoundReport.Ending.RELEASED && !attacks.stream().allMatch(UpdateInference.class::isInstance)) {
            released.put(report.round(), model);
        }
    }

    private void seen(int round, List<NodeId> from, FloatVector sent, FloatVector change, int examples) {
        seen.add(new Contribution(round, from, sent, change, examples));
    }

    /** All rounds are over. */
    void concluded() {
        for (int i = 0; i < attacks.size(); i++) {
            switch (attacks.get(i)) {
                case UpdateInference attack -> attack(i, attack);
                case Membership attack -> models().score(i, attack, view(attack));
                case AttributeInference attack -> models().fill(i, attack);
                case ClassInversion attack -> models().invert(i, attack, quality());
                case ModelExtraction attack -> models().steal(i, attack);
            }
        }
    }

    private View view(InferenceAttack attack) {
        return attack.knowledge() == ObserverKnowledge.RELEASED_MODELS
                ? new View(task, List.of(), released)
                : new View(task, seen.stream().filter(its -> attack.watches(its.round())).toList());
    }

    private ReleasedModels models() {
        return new ReleasedModels(
                task, released, trained(nodes, fold), tested(fold), side(), new ShadowTraining(nodes.hospitals(), taught, Cores.ALL, shelf), streams, collected);
    }

    private void attack(int place, UpdateInference attack) {
        View view = view(attack);
        List<Contribution> targets = view.contributions().stream()
                .filter(its -> its.round() == attack.round() && !truth(its).isEmpty()).limit(attack.targets()).toList();
        collected.saw(place, view, targets.size());
        ReconstructionQuality quality = quality();
        for (int i = 0; i < targets.size(); i++) {
            Contribution target = targets.get(i);
            Examples truth = Examples.joined(truth(target));
            RandomGenerator stream = streams.of("inference " + place, attack.round(), i);
            switch (attack) {
                case SourceInference source -> source(place, source, view, target, stream);
                case PropertyInference property -> collected.estimated(
                        place, property.share(truth, side()), property.estimate(view, target, side(), stream), property.share(side(), side()));
                case LabelInference labels -> collected.counted(place, truth.labels(), labels.counts(view, target, side()));
                case Reconstruction reconstruction -> {
                    Examples guesses = reconstruction.reconstruct(view, target, side(), stream);
                    collected.reconstructed(place, quality, truth, guesses);
                }
            }
        }
    }

    /** Asks of each record behind a contribution where it comes from. */
    private void source(int place, SourceInference attack, View view, Contribution target, RandomGenerator stream) {
        List<Contribution> all = view.contributions().stream().filter(its -> its.round() == attack.round()).toList();
        int nodes = all.stream().mapToInt(its -> its.nodes().size()).sum();
        for (NodeId node : target.nodes()) {
            truth(target, node).ifPresent(records ->
                    collected.sourced(place, node, attack.sources(view, all, records, stream), 1.0 / nodes));
        }
    }

    /** What honest hospitals train on. */
    private static Examples trained(Nodes nodes, Federation.Fold fold) {
        return Examples.joined(IntStream.range(0, nodes.hospitals()).filter(i -> !nodes.byzantine().contains(nodes.all().get(i)))
                .mapToObj(i -> fold.hospitals().get(i).train()).toList());
    }

    /** What nobody trains on. */
    private static Examples tested(Federation.Fold fold) {
        return Examples.joined(fold.test().map(List::of).orElseGet(() -> fold.hospitals().stream().map(Federation.Hospital::test).toList()));
    }

    /** The examples that honest hospitals put into a contribution. */
    private List<Examples> truth(Contribution contribution) {
        return contribution.nodes().stream().flatMap(node -> truth(contribution, node).stream()).toList();
    }

    /** Those that one of them did; empty for nodes of the adversary. */
    private Optional<Examples> truth(Contribution contribution, NodeId node) {
        if (node.index() >= nodes.hospitals() || nodes.byzantine().contains(node)) {
            return Optional.empty();
        }
        Examples train = fold.hospitals().get(node.index()).train();
        return Optional.of(train.at(task.training().rows(train.size(), task.training().stream(streams, contribution.round(), node.index()))));
    }

    /** The observers' own examples: the patients kept for validation, whom no hospital trains on. */
    private Examples side() {
        return side(fold);
    }

    private static Examples side(Federation.Fold fold) {
        return Examples.joined(fold.hospitals().stream().map(Federation.Hospital::validation).toList());
    }

    private ReconstructionQuality quality() {
        List<Examples> everybody = new ArrayList<>();
        fold.hospitals().forEach(hospital -> everybody.addAll(List.of(hospital.train(), hospital.validation(), hospital.test())));
        return new ReconstructionQuality(Examples.joined(everybody), side(), task.shape().picture());
    }
}
