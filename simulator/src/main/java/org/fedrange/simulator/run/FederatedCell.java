package org.fedrange.simulator.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Federation;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.data.Npz;
import org.fedrange.simulator.federation.Hospital;
import org.fedrange.simulator.identity.Admission;
import org.fedrange.simulator.results.BaseRate;
import org.fedrange.simulator.results.Figures;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.RunFile;
import org.fedrange.simulator.round.Attempt;
import org.fedrange.simulator.round.Participant;
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
        Streams its = FederatedFold.streams(streams, number);
        // The coordinator's own examples come out of those kept for validation, so that what hospitals train on is the same with and without them.
        Hospital.Work work = new Hospital.Work(experiment.model().network(dataset.shape(), experiment.numerics()), experiment.training(), its);
        SortedMap<NodeId, Participant> trainers = FederatedFold.trainers(experiment, work, federation.folds().get(number - 1), List.of(), nodes, own);
        if (!(experiment.secureAggregation() instanceof MaskedSum scheme)) {
            return trainers;
        }
        Lines lines = new Lines(cell, nodes, work.network().parameters(), number, its);
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

    /** What models that nobody attacked, one for each fold, tell the patients at whom this cell's attack aims. For a cell that is not run. */
    BaseRate baseRate(IntFunction<FloatVector> twin) {
        for (int number = 1; number <= folds(); number++) {
            federated(number).judge().last(twin.apply(number));
        }
        Figures told = collected.tally(cell.experiment().rounds()).marks().figures();
        return new BaseRate(told.aimed(), told.deceived());
    }

    private FederatedFold federated(int number) {
        return new FederatedFold(cell, federation.folds().get(number - 1), dataset, nodes, streams, number, collected);
    }

    @Override
    public Fold<?> fold(int number) {
        ShadowFolder shelf = new ShadowFolder(results, results.shadows(cell.id()).resolve("fold-" + number));
        return federated(number).begun(initial, shelf, (report, released) -> {
            if (report.round() == cell.experiment().rounds()) {
                keep(number, (FloatVector) released.model());
            }
            eachRound.accept(() -> collected.glimpse(number, report));
        });
    }

    /** Keeps a fold's final model for whoever attacks it by other tools; the log names the file by digest. */
    private void keep(int fold, FloatVector parameters) {
        byte[] file = Npz.of(Npz.parameters(cell.experiment().model(), dataset.shape(), parameters));
        ResultsFolder.write(results.model(cell.id(), fold), file);
        kept.add(AuditEvent.coordinator(fold, 0, 0, AuditEvent.MODEL_KEPT, true, "npz", Sha256.hex(file), null));
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
