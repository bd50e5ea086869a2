package org.fedrange.simulator.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fedrange.aggregation.Chain;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.attacks.Eavesdrop;
import org.fedrange.attacks.Poison;
import org.fedrange.attacks.inference.Task;
import org.fedrange.attacks.inference.View;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Network;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.channel.Carrier;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.data.Npz;
import org.fedrange.simulator.fault.Faults;
import org.fedrange.simulator.federation.Global;
import org.fedrange.simulator.federation.Accomplices;
import org.fedrange.simulator.federation.Alliance;
import org.fedrange.simulator.federation.Hospital;
import org.fedrange.simulator.federation.Lying;
import org.fedrange.simulator.federation.LyingAggregation;
import org.fedrange.simulator.federation.MaskedAggregation;
import org.fedrange.simulator.federation.MaskedMind;
import org.fedrange.simulator.federation.Mind;
import org.fedrange.simulator.federation.PlainAggregation;
import org.fedrange.simulator.federation.Pool;
import org.fedrange.simulator.federation.RootData;
import org.fedrange.simulator.federation.ServerStep;
import org.fedrange.simulator.federation.Silence;
import org.fedrange.simulator.identity.Admission;
import org.fedrange.simulator.results.BaseRate;
import org.fedrange.simulator.results.Figures;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.RunFile;
import org.fedrange.simulator.round.Attempt;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Ledger;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Protocol;
import org.fedrange.simulator.round.RoundMachine;
import org.fedrange.simulator.round.RoundReport;
import org.fedrange.simulator.round.Rounds;
import org.jspecify.annotations.Nullable;

/** One cell: its experiment put together, fold by fold, into a federation that a driver can carry through its rounds. */
public final class FederatedCell implements CellWork {
    private final Cell cell;
    private final Federation federation;
    private final Dataset dataset;
    private final @Nullable FloatVector initial;
    private final ResultsFolder results;
    private final Consumer<Supplier<Glimpse>> eachRound;
    private final Streams streams;
    private final List<Admission> admissions;
    private final Nodes nodes;
    private final CellRecord collected;
    private final long numbers;
    private final List<AuditEvent> kept = new ArrayList<>();
    private @Nullable Run outcome;

    /**
     * A cell that is ready to run.
     *
     * @param initial the parameters that every fold starts from; null where each draws its own
     * @param results where its audit log and its final models go
     * @param eachRound is told of each round's end
     * @param views is shown what each observer, by its place, gets to see
     */
    private FederatedCell(
            Cell cell, Federation federation, Dataset dataset, @Nullable FloatVector initial, ResultsFolder results, Consumer<Supplier<Glimpse>> eachRound,
            BiConsumer<Integer, View> views) {
        this.cell = cell;
        this.federation = federation;
        this.dataset = dataset;
        this.initial = initial;
        this.results = results;
        this.eachRound = eachRound;
        this.streams = cell.experiment().streams();
        Nodes asking = Nodes.of(federation.hospitals(), cell.experiment().adversary(), streams);
        this.admissions = asking.admissions(cell.experiment(), streams);
        this.nodes = asking.without(admissions.stream().filter(its -> !its.admitted()).map(Admission::node).toList());
        this.numbers = cell.experiment().model().network(dataset.shape(), Numerics.PORTABLE).parameters();
        this.collected = new CellRecord(cell, nodes, dataset.classes(), dataset.shape(), Promises.of(cell.experiment(), nodes.all().size()), views);
        collected.tried(admissions.stream().map(its -> new Attempt(Kind.of(cell.experiment().adversary().attack().getClass()), its.node(), Direction.UP, its.reason())).toList());
    }

    /** A cell whose data is read and dealt only when its turn comes. */
    public static Preparation preparation(Cell cell, Deals deals, ResultsFolder results, Progress progress) {
        return new Preparation() {
            @Override
            public String cell() {
                return cell.id();
            }

            @Override
            public CellWork prepare() {
                return of(cell, deals, results, glimpse -> progress.round(cell.id(), glimpse), (observer, view) -> {});
            }
        };
    }

    /**
     * Honest hospitals of a fold alone, without coordinator, adversary or observers: what a machine needs that houses them.
     *
     * @param fold the fold, from 1
     * @param wanted their numbers
     * @throws IllegalArgumentException where one of them is the adversary's
     */
    public static SortedMap<NodeId, Participant> hospitals(Cell cell, Deals deals, int fold, Set<Integer> wanted) {
        return of(cell, deals, new ResultsFolder(Path.of("")), glimpse -> {}, (observer, view) -> {}).hospitals(fold, wanted);
    }

    private SortedMap<NodeId, Participant> hospitals(int number, Set<Integer> wanted) {
        List<NodeId> own = nodes.all().stream().filter(node -> wanted.contains(node.index())).toList();
        if (own.stream().anyMatch(node -> nodes.byzantine().contains(node))) {
            throw new IllegalArgumentException(own + ": some are the adversary's, which prepares them itself");
        }
        Experiment experiment = cell.experiment();
        Streams its = streams.within("fold " + number);
        // The coordinator's own examples come out of those kept for validation, so that what hospitals train on is the same with and without them.
        Hospital.Work work = new Hospital.Work(experiment.model().network(dataset.shape(), experiment.numerics()), experiment.training(), its);
        SortedMap<NodeId, Participant> trainers = participants(work, federation.folds().get(number - 1), List.of(), own);
        if (!(experiment.secureAggregation() instanceof MaskedSum scheme)) {
            return trainers;
        }
        Lines lines = new Lines(cell, nodes, numbers, number, its);
        return new Masking(scheme, experiment, nodes, lines.enrolment(), List.of(), its).of(trainers, own);
    }

    /** A cell that is ready to run. */
    static FederatedCell of(Cell cell, Deals deals, ResultsFolder results, Consumer<Supplier<Glimpse>> eachRound, BiConsumer<Integer, View> views) {
        Experiment experiment = cell.experiment();
        return new FederatedCell(
                cell, deals.federation(experiment), deals.dataset(experiment), experiment.initial() == null ? null : deals.initial(experiment), results, eachRound, views);
    }

    @Override
    public int folds() {
        return federation.folds().size();
    }

    /**
     * What a fold begins with.
     *
     * @param fold its patients, without those of the coordinator
     * @param rooted its patients with those; empty where the coordinator has none
     * @param coalitions who attacks
     * @param judge who evaluates its models
     * @param streams its own
     */
    private record Scene(
            Federation.Fold fold, Optional<Federation.Rooted> rooted, Network network, List<Coalesced> coalitions, Judge judge, Streams streams) {}

    private Scene scene(int number) {
        Experiment experiment = cell.experiment();
        Streams its = streams.within("fold " + number);
        Federation.Fold dealt = federation.folds().get(number - 1);
        int own = experiment.rootExamples();
        Optional<Federation.Rooted> rooted = own == 0 ? Optional.empty() : Optional.of(dealt.rooted(own, its.of("root")));
        Federation.Fold fold = rooted.map(Federation.Rooted::fold).orElse(dealt);
        Network network = experiment.model().network(dataset.shape(), experiment.numerics());
        List<Coalesced> coalitions = coalitions(fold, its);
        Judge judge = new Judge(network, fold, collected, experiment, coalitions.stream().flatMap(coalition -> coalition.poison().stream())
                .flatMap(poison -> poison.goal().stream()).findFirst(), its);
        return new Scene(fold, rooted, network, coalitions, judge, its);
    }

    /** What models that nobody attacked, one for each fold, tell the patients at whom this cell's attack aims. For a cell that is not run. */
    BaseRate baseRate(IntFunction<FloatVector> twin) {
        for (int number = 1; number <= folds(); number++) {
            scene(number).judge().last(twin.apply(number));
        }
        Figures told = collected.tally(cell.experiment().rounds()).marks().figures();
        return new BaseRate(told.aimed(), told.deceived());
    }

    @Override
    public Fold<?> fold(int number) {
        Experiment experiment = cell.experiment();
        Scene scene = scene(number);
        Streams its = scene.streams();
        Federation.Fold fold = scene.fold();
        Optional<Federation.Rooted> rooted = scene.rooted();
        Network network = scene.network();
        List<Coalesced> coalitions = scene.coalitions();
        Judge judge = scene.judge();
        Chain chain = new Chain(experiment.stages(), experiment.rule());
        Hospital.Work work = new Hospital.Work(network, experiment.training(), its);
        Task task = new Task(experiment.model(), dataset.shape(), network, experiment.training());
        PlainAggregation plain = new PlainAggregation(
                chain, experiment.defenses(), new ServerStep(experiment.training(), experiment.serverOptimizer(), nodes.all().size()),
                rooted.map(held -> new RootData(work, held.root())), experiment.rounds(), Promises.of(experiment, nodes.all().size()), network.layers(),
                Observer.inquiry(experiment.inference(), task, nodes, fold, its), its);
        Global begin = plain.begin(initial != null ? initial : network.initial(its.of("initial")));
        SortedMap<NodeId, Participant> trainers = participants(work, fold, coalitions, nodes.all());
        Optional<Alliance> mind = mind(coalitions, chain);
        Observer observer = new Observer(
                experiment.inference(), task, nodes, fold, its,
                collected.leakage(), (FloatVector) begin.model(), new ShadowFolder(results, results.shadows(cell.id()).resolve("fold-" + number)),
                experiment.adversary().attack() instanceof Eavesdrop);
        Lines lines = new Lines(cell, nodes, numbers, number, its);
        if (!(experiment.secureAggregation() instanceof MaskedSum scheme)) {
            Plan<Global> plan = plan(lines, plain, begin, trainers, mind);
            return new Fold<>(plan, (report, released) -> {
                observer.closed(report, released);
                closed(number, judge, observer, report, released);
            });
        }
        Masking masking = new Masking(scheme, experiment, nodes, lines.enrolment(), coalitions.stream().map(Coalesced::pool).toList(), its);
        MaskedAggregation masked = new MaskedAggregation(plain, scheme, cell.id() + "/" + number, masking.weighted(), its);
        Rounds<MaskedAggregation.Summing> rounds = (report, released) -> {
            observer.closed(report, released, masking.weighted());
            closed(number, judge, observer, report, released.global());
        };
        if (experiment.adversary().attack() instanceof CoordinatorAttack attack) {
            Accomplices accomplices = new Accomplices(nodes.tapped().first(), new TreeSet<>(nodes.colluders(attack)));
            LyingAggregation lying = new LyingAggregation(
                    masked, attack, accomplices, new Pool(nodes.tapped(), experiment.adversary().schedule(), its), silence(attack), its);
            Plan<Lying> plan = plan(lines, lying, lying.begin(masked.begin(begin)), masking.of(trainers, nodes.all()), Optional.empty());
            return new Fold<>(plan, (report, released) -> rounds.closed(report, released.honest()));
        }
        return new Fold<>(plan(lines, masked, masked.begin(begin), masking.of(trainers, nodes.all()), mind.map(MaskedMind::new)), rounds);
    }

    private Optional<Silence> silence(CoordinatorAttack attack) {
        return attack.sendsAnotherModel() ? Optional.of(Silence.in((LayeredModel) cell.experiment().model(), dataset.shape())) : Optional.empty();
    }

    private <S> Plan<S> plan(
            Lines lines, Protocol<S> protocol, S begin, SortedMap<NodeId, Participant> participants, Optional<? extends Coalition> coalition) {
        Streams its = lines.streams();
        Experiment experiment = cell.experiment();
        Faults faults = new Faults(experiment.faults(), nodes.all(), streams, its);
        RoundMachine<S> machine = new RoundMachine<>(
                protocol, new Invitations(nodes.all(), experiment.cohort(), experiment.samplingRate(), faults, its), !nodes.byzantine().isEmpty(), experiment.deadlineMillis(),
                experiment.quorum(), new Ledger(lines.fold()));
        return new Plan<>(
                machine, begin, participants, coalition.map(mind -> mind),
                new Plan.World(new Carrier(experiment.channel(), its), faults, experiment.compute(), lines.line()), experiment.rounds());
    }

    private void closed(int fold, Judge judge, Observer observer, RoundReport report, Global released) {
        collected.add(fold, report);
        judge.closed(report.round(), released);
        if (report.round() == cell.experiment().rounds()) {
            observer.concluded();
            keep(fold, (FloatVector) released.model());
        }
        eachRound.accept(() -> collected.glimpse(fold, report));
    }

    /** Keeps a fold's final model for whoever attacks it by other tools; the log names the file by digest. */
    private void keep(int fold, FloatVector parameters) {
        byte[] file = Npz.of(Npz.parameters(cell.experiment().model(), dataset.shape(), parameters));
        ResultsFolder.write(results.model(cell.id(), fold), file);
        kept.add(AuditEvent.coordinator(fold, 0, 0, AuditEvent.MODEL_KEPT, true, "npz", Sha256.hex(file), null));
    }

    /**
     * A coalition in a fold.
     *
     * @param adversary what it is, alone
     * @param pool its nodes
     * @param poison its attack on data, made ready on all its nodes hold; empty where it is none
     * @param streams its own
     */
    private record Coalesced(Adversary adversary, Pool pool, Optional<Poison> poison, Streams streams) {}

    private List<Coalesced> coalitions(Federation.Fold fold, Streams its) {
        List<Adversary> attacking = cell.experiment().adversary().attacking();
        List<Coalesced> coalitions = new ArrayList<>();
        for (int i = 0; i < attacking.size(); i++) {
            Streams own = i == 0 ? its : its.within("coalition " + (i + 1));
            Pool pool = new Pool(nodes.coalitions().get(i), attacking.get(i).schedule(), own);
            coalitions.add(new Coalesced(attacking.get(i), pool, poison(attacking.get(i), pool, fold, own), own));
        }
        return coalitions;
    }

    private Optional<Poison> poison(Adversary adversary, Pool pool, Federation.Fold fold, Streams its) {
        if (!(adversary.attack() instanceof DataPoisoning poisoning)) {
            return Optional.empty();
        }
        List<Examples> held = pool.nodes().stream().map(node -> fold.hospitals().get(nodes.held(node).orElseThrow()).train()).toList();
        return Optional.of(poisoning.prepare(held, dataset.classes().size(), its.of("poison")));
    }

    private SortedMap<NodeId, Participant> participants(Hospital.Work work, Federation.Fold fold, List<Coalesced> coalitions, List<NodeId> wanted) {
        SortedMap<NodeId, Participant> participants = new TreeMap<>();
        for (NodeId node : wanted) {
            OptionalInt held = nodes.held(node);
            if (held.isEmpty()) {
                continue;
            }
            Examples train = fold.hospitals().get(held.getAsInt()).train();
            Optional<Coalesced> coalition = coalitions.stream().filter(its -> its.pool().nodes().contains(node)).findFirst();
            List<Defense> hooks = coalition.isEmpty() ? cell.experiment().defenses() : List.of();
            participants.put(node, new Hospital(work, train, coalition.flatMap(its -> poisoning(its, node, train)), hooks));
        }
        return participants;
    }

    private static Optional<Hospital.Poisoning> poisoning(Coalesced coalition, NodeId node, Examples train) {
        List<NodeId> members = List.copyOf(coalition.pool().nodes());
        return coalition.poison().map(attack -> new Hospital.Poisoning(
                attack, attack.examples(train, members.indexOf(node), members.size(), coalition.streams().of("poison", 0, node.index())), coalition.pool()));
    }

    private Optional<Alliance> mind(List<Coalesced> coalitions, Chain chain) {
        return coalitions.isEmpty() ? Optional.empty() : Optional.of(new Alliance(coalitions.stream()
                .map(its -> new Mind(
                        its.pool(), its.adversary().attack(), Optional.ofNullable(its.adversary().knowledge()).orElseThrow(), chain,
                        cell.experiment().training(), its.streams()))
                .toList()));
    }

    @Override
    public AuditLog openLog() throws IOException {
        return AuditLog.create(results.audit(cell.id()), new AuditLog.Heading(cell.id(), cell.identity(), streams));
    }

    @Override
    public AuditEvent started() {
        return AuditEvent.coordinator(0, 0, 0, "cell-started", true, "experiment", cell.identity(), null);
    }

    @Override
    public List<AuditEvent> enrolled() {
        return admissions.stream().map(its -> new AuditEvent(
                0, 0, 0, its.admitted() ? AuditEvent.ENROLMENT_ACCEPTED : AuditEvent.ENROLMENT_REFUSED, AuditEvent.outcome(its.admitted()), its.node().name(),
                AuditEvent.HOSPITAL, "certificate", null, null, null, null, its.admitted() ? null : its.reason())).toList();
    }

    @Override
    public List<AuditEvent> observed() {
        Stream<AuditEvent> attacked = outcome().leakage().stream()
                .map(its -> new AuditEvent(
                        0, 0, 0, "view-attacked", AuditEvent.outcome(true), "observer", "adversary", "view", its.viewDigest(), null, null, null,
                        its.inference() + ", " + its.knowledge() + ": " + its.contributions() + " contributions, " + its.bytes() + " bytes"));
        return Stream.concat(attacked, kept.stream()).toList();
    }

    @Override
    public AuditEvent finished() {
        return AuditEvent.coordinator(0, 0, 0, "cell-finished", true, "results", digest(outcome()), null);
    }

    @Override
    public Run run(AuditLog.Checkpoint last) {
        return outcome().sealed(last.size(), last.root());
    }

    /** What came out of all folds: the metrics are computed once. */
    private Run outcome() {
        if (outcome == null) {
            outcome = collected.run();
        }
        return outcome;
    }

    /** SHA-256 of a run's file without what comes after: the log's own size and root. */
    public static String digest(Run run) {
        return Sha256.hex(RunFile.bytes(run.sealed(0, "")));
    }
}
