package org.fedrange.simulator.run;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.fedrange.aggregation.Chain;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.round.RoundMachine;

/**
 * What the updates of a round take in memory, before any work begins: the coordinator holds all of them at once, unless stages and rule
 * take them as they come; stages put others in their place, hospitals with momentum or control variates remember one each, and so do
 * some stages and rules and the coordinator's optimiser.
 *
 * @param updates number of vectors held at once by the cells that run at once
 * @param parameters numbers of each, in the largest cell
 * @param bytes all of them
 */
public record Memory(long updates, long parameters, long bytes) {
    /** Of the heap, for all that is not an update: data, the log, results, messages. */
    private static final double SHARE = 0.8;
    /** A sum of updates as they come and the one that takes its place, both in double precision. */
    private static final int SUMS = 4;
    /** A question and an answer on the line to another machine, as vectors and as bytes. */
    private static final int LINE = 4;

    /** What the largest cells of a study need when so many run at once. */
    public static Memory of(Study study, Deals deals, int parallel) {
        return largest(study, parallel, cell -> of(cell, deals));
    }

    /** The same for the coordinator's machine where hospitals live on so many others: what these remember is there. */
    public static Memory coordinating(Study study, Deals deals, int parallel, int machines) {
        return largest(study, parallel, cell -> {
            long lines = (long) machines * LINE * sent(cell.experiment());
            return of(cell, deals, held(cell.experiment(), invited(cell.experiment())) + lines, cell.experiment().adversary().count());
        });
    }

    /** The same for each of so many machines with hospitals, which are dealt to them in turn. */
    public static Memory housing(Study study, Deals deals, int parallel, int machines, int threads) {
        return largest(study, parallel, cell -> housing(cell, deals, Math.toIntExact((nodes(cell.experiment()) + machines - 1) / machines), threads));
    }

    private static Memory largest(Study study, int parallel, Function<Cell, Memory> needs) {
        List<Memory> cells = study.cells().stream()
                .map(needs)
                .sorted(Comparator.comparingLong(Memory::bytes).reversed())
                .limit(parallel)
                .toList();
        return new Memory(
                cells.stream().mapToLong(Memory::updates).sum(), cells.getFirst().parameters(), cells.stream().mapToLong(Memory::bytes).sum());
    }

    /** What one cell needs. */
    public static Memory of(Cell cell, Deals deals) {
        return of(cell, deals, held(cell.experiment(), invited(cell.experiment())), nodes(cell.experiment()));
    }

    private static Memory of(Cell cell, Deals deals, long held, long remembering) {
        Experiment experiment = cell.experiment();
        Training training = experiment.training();
        long updates = held + remembering * training.remembered() + training.along().size() + experiment.serverOptimizer().remembered()
                + new Chain(experiment.stages(), experiment.rule()).remembered(nodes(experiment));
        return vectors(cell, deals, updates);
    }

    /**
     * What a machine needs that houses some hospitals of a cell: what these remember, answers that are computed or wait for the line, of which
     * there are twice as many at most as it has threads, and what is on the line.
     *
     * @param hospitals how many of them
     * @param threads on which they train
     */
    public static Memory housing(Cell cell, Deals deals, int hospitals, int threads) {
        Experiment experiment = cell.experiment();
        long answers = Math.min(2L * threads, hospitals);
        return vectors(cell, deals, (long) hospitals * experiment.training().remembered() + (answers + LINE) * sent(experiment));
    }

    private static Memory vectors(Cell cell, Deals deals, long vectors) {
        long parameters = cell.experiment().model().network(deals.dataset(cell.experiment()).shape(), Numerics.PORTABLE).parameters();
        return new Memory(vectors, parameters, vectors * parameters * Float.BYTES);
    }

    private static long nodes(Experiment experiment) {
        return Objects.requireNonNullElse(experiment.hospitals(), 0) + (long) experiment.adversary().extra();
    }

    /** Under samplingRate it may come to all. */
    private static long invited(Experiment experiment) {
        return experiment.cohort() == null ? nodes(experiment) : Math.min(nodes(experiment), experiment.cohort());
    }

    /** Vectors that go one way between a hospital and its coordinator. */
    private static long sent(Experiment experiment) {
        return 1L + experiment.training().along().size();
    }

    /** Vectors of one round that are held at once. */
    private static long held(Experiment experiment, long invited) {
        boolean all = new Chain(experiment.stages(), experiment.rule()).running(1).isEmpty() || !experiment.training().along().isEmpty()
                || experiment.defenses().stream().anyMatch(Defense::gathers) || experiment.adversary().count() > 0
                || experiment.secureAggregation() instanceof MaskedSum;
        long sent = invited * sent(experiment);
        long whole = experiment.stages().isEmpty() ? sent : 2 * sent;
        return all ? whole : Math.min(whole, (experiment.stages().isEmpty() ? 2 : 3) * RoundMachine.PORTION + SUMS);
    }

    /** Why it cannot fit into a heap of {@code heapBytes}; empty where it can. */
    public Optional<String> excess(long heapBytes) {
        return bytes <= SHARE * heapBytes
                ? Optional.empty()
                : Optional.of("the updates of a round need about " + mega(bytes) + " MB (" + updates + " vectors of " + parameters
                        + " numbers at once), but the virtual machine may use " + mega(heapBytes)
                        + " MB; choose fewer --threads, a cohort, fewer hospitals or a smaller model, or give it more, as FEDRANGE_JAVA_OPTIONS=-Xmx8g");
    }

    /** Whole megabytes, rounded up. */
    public static long mega(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }
}
