package org.fedrange.simulator.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedrange.aggregation.Chain;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.Eavesdrop;
import org.fedrange.attacks.inference.Shelf;
import org.fedrange.attacks.inference.Task;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Network;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.channel.Carrier;
import org.fedrange.simulator.fault.Faults;
import org.fedrange.simulator.federation.Accomplices;
import org.fedrange.simulator.federation.Alliance;
import org.fedrange.simulator.federation.Global;
import org.fedrange.simulator.federation.Hospital;
import org.fedrange.simulator.federation.Lying;
import org.fedrange.simulator.federation.LyingAggregation;
import org.fedrange.simulator.federation.MaskedAggregation;
import org.fedrange.simulator.federation.MaskedMind;
import org.fedrange.simulator.federation.PlainAggregation;
import org.fedrange.simulator.federation.Pool;
import org.fedrange.simulator.federation.RootData;
import org.fedrange.simulator.federation.ServerStep;
import org.fedrange.simulator.federation.Silence;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Ledger;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Protocol;
import org.fedrange.simulator.round.RoundMachine;
import org.fedrange.simulator.round.RoundReport;
import org.fedrange.simulator.round.Rounds;
import org.jspecify.annotations.Nullable;

/** One fold of a cell: its patients, nodes, rule and lines put together, for a driver to carry through its rounds. */
final class FederatedFold {
    private final Cell cell;
    private final Experiment experiment;
    private final Dataset dataset;
    private final Nodes nodes;
    private final Streams ofCell;
    private final int number;
    private final CellRecord collected;
    private final Streams streams;
    private final Federation.Fold patients;
    private final Optional<Federation.Rooted> rooted;
    private final Network network;
    private final List<Coalesced> coalitions;
    private final Judge judge;

    /**
     * A fold.
     *
     * @param dealt all patients of it
     * @param ofCell the cell's random streams
     * @param number from 1
     * @param collected takes what comes out
     */
    FederatedFold(Cell cell, Federation.Fold dealt, Dataset dataset, Nodes nodes, Streams ofCell, int number, CellRecord collected) {
        this.cell = cell;
        this.experiment = cell.experiment();
        this.dataset = dataset;
        this.nodes = nodes;
        this.ofCell = ofCell;
        this.number = number;
        this.collected = collected;
        this.streams = streams(ofCell, number);
        int own = experiment.rootExamples();
        this.rooted = own == 0 ? Optional.empty() : Optional.of(dealt.rooted(own, streams.of("root")));
        this.patients = rooted.map(Federation.Rooted::fold).orElse(dealt);
        this.network = experiment.model().network(dataset.shape(), experiment.numerics());
        this.coalitions = Coalesced.of(experiment.adversary(), nodes, patients, dataset.classes().size(), streams);
        this.judge = new Judge(network, patients, collected, experiment, coalitions.stream().flatMap(coalition -> coalition.poison().stream())
                .flatMap(poison -> poison.goal().stream()).findFirst(), streams);
    }

    /** The random streams of a fold. */
    static Streams streams(Streams ofCell, int number) {
        return ofCell.within("fold " + number);
    }

    /** Who evaluates its models. */
    Judge judge() {
        return judge;
    }

    /**
     * The fold for a driver.
     *
     * @param initial the parameters it starts from; null where it draws its own
     * @param shelf where observers keep what they train
     * @param closed is told of each round's end, after all else
     */
    CellWork.Fold<?> begun(@Nullable FloatVector initial, Shelf shelf, Rounds<Global> closed) {
        Chain chain = new Chain(experiment.stages(), experiment.rule());
        Hospital.Work work = new Hospital.Work(network, experiment.training(), streams);
        Task task = new Task(experiment.model(), dataset.shape(), network, experiment.training());
        PlainAggregation plain = plain(chain, work, task);
        Global begin = plain.begin(initial != null ? initial : network.initial(streams.of("initial")));
        SortedMap<NodeId, Participant> trainers = trainers(experiment, work, patients, coalitions, nodes, nodes.all());
        Optional<Alliance> mind = Optional.of(coalitions).filter(its -> !its.isEmpty())
                .map(all -> new Alliance(all.stream().map(its -> its.mind(chain, experiment.training())).toList()));
        Observer observer = new Observer(
                experiment.inference(), task, nodes, patients, streams, collected.leakage(), (FloatVector) begin.model(), shelf,
                experiment.adversary().attack() instanceof Eavesdrop);
        Lines lines = new Lines(cell, nodes, network.parameters(), number, streams);
        if (!(experiment.secureAggregation() instanceof MaskedSum scheme)) {
            return new CellWork.Fold<>(plan(lines, plain, begin, trainers, mind), (report, released) -> {
                observer.closed(report, released);
                closed(observer, report, released, closed);
            });
        }
        Masking masking = new Masking(scheme, experiment, nodes, lines.enrolment(), coalitions.stream().map(Coalesced::pool).toList(), streams);
        MaskedAggregation masked = new MaskedAggregation(plain, scheme, cell.id() + "/" + number, masking.weighted(), streams);
        Rounds<MaskedAggregation.Summing> rounds = (report, released) -> {
            observer.closed(report, released, masking.weighted());
            closed(observer, report, released.global(), closed);
        };
        SortedMap<NodeId, Participant> maskers = masking.of(trainers, nodes.all());
        if (experiment.adversary().attack() instanceof CoordinatorAttack attack) {
            LyingAggregation lying = lying(attack, masked);
            Plan<Lying> plan = plan(lines, lying, lying.begin(masked.begin(begin)), maskers, Optional.empty());
            return new CellWork.Fold<>(plan, (report, released) -> rounds.closed(report, released.honest()));
        }
        return new CellWork.Fold<>(plan(lines, masked, masked.begin(begin), maskers, mind.map(MaskedMind::new)), rounds);
    }

    private PlainAggregation plain(Chain chain, Hospital.Work work, Task task) {
        return new PlainAggregation(
                chain, experiment.defenses(), new ServerStep(experiment.training(), experiment.serverOptimizer(), nodes.all().size()),
                rooted.map(held -> new RootData(work, held.root())), experiment.rounds(), Promises.of(experiment, nodes.all().size()), network.layers(),
                Observer.inquiry(experiment.inference(), task, nodes, patients, streams), streams);
    }

    private void closed(Observer observer, RoundReport report, Global released, Rounds<Global> further) {
        collected.add(number, report);
        judge.closed(report.round(), released);
        if (report.round() == experiment.rounds()) {
            observer.concluded();
        }
        further.closed(report, released);
    }

    private LyingAggregation lying(CoordinatorAttack attack, MaskedAggregation masked) {
        Accomplices accomplices = new Accomplices(nodes.tapped().first(), new TreeSet<>(nodes.colluders(attack)));
        Optional<Silence> silence = attack.sendsAnotherModel() ? Optional.of(Silence.in((LayeredModel) experiment.model(), dataset.shape())) : Optional.empty();
        return new LyingAggregation(masked, attack, accomplices, new Pool(nodes.tapped(), experiment.adversary().schedule(), streams), silence, streams);
    }

    private <S> Plan<S> plan(
            Lines lines, Protocol<S> protocol, S begin, SortedMap<NodeId, Participant> participants, Optional<? extends Coalition> coalition) {
        Faults faults = new Faults(experiment.faults(), nodes.all(), ofCell, streams);
        RoundMachine<S> machine = new RoundMachine<>(
                protocol, new Invitations(nodes.all(), experiment.cohort(), experiment.samplingRate(), faults, streams), !nodes.byzantine().isEmpty(), experiment.deadlineMillis(),
                experiment.quorum(), new Ledger(lines.fold()));
        return new Plan<>(
                machine, begin, participants, coalition.map(mind -> mind),
                new Plan.World(new Carrier(experiment.channel(), streams), faults, experiment.compute(), lines.line()), experiment.rounds());
    }

    /** Those of some nodes that hold patients and train on them. */
    static SortedMap<NodeId, Participant> trainers(
            Experiment experiment, Hospital.Work work, Federation.Fold patients, List<Coalesced> coalitions, Nodes nodes, List<NodeId> wanted) {
        SortedMap<NodeId, Participant> trainers = new TreeMap<>();
        for (NodeId node : wanted) {
            OptionalInt held = nodes.held(node);
            if (held.isEmpty()) {
                continue;
            }
            Examples train = patients.hospitals().get(held.getAsInt()).train();
            Optional<Coalesced> coalition = coalitions.stream().filter(its -> its.pool().nodes().contains(node)).findFirst();
            List<Defense> hooks = coalition.isEmpty() ? experiment.defenses() : List.of();
            trainers.put(node, new Hospital(work, train, coalition.flatMap(its -> its.poisoning(node, train)), hooks));
        }
        return trainers;
    }
}
