package org.fedrange.simulator.run;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** What the largest cells of a study need when so many run at once. */
    public static Memory of(Study study, Deals deals, int parallel) {
        List<Memory> cells = study.cells().stream()
                .map(cell -> of(cell, deals))
                .sorted(Comparator.comparingLong(Memory::bytes).reversed())
                .limit(parallel)
                .toList();
        return new Memory(
                cells.stream().mapToLong(Memory::updates).sum(), cells.getFirst().parameters(), cells.stream().mapToLong(Memory::bytes).sum());
    }

    /** What one cell needs. */
    public static Memory of(Cell cell, Deals deals) {
        Experiment experiment = cell.experiment();
        long nodes = Objects.requireNonNullElse(experiment.hospitals(), 0);
        nodes += experiment.adversary().extra();
        long invited = experiment.cohort() == null ? nodes : Math.min(nodes, experiment.cohort()); // under samplingRate it may come to all
        Training training = experiment.training();
        long along = training.along().size();
        long updates = held(experiment, invited) + nodes * training.remembered() + along + experiment.serverOptimizer().remembered()
                + new Chain(experiment.stages(), experiment.rule()).remembered(nodes);
        long parameters = experiment.model().network(deals.dataset(experiment).shape(), Numerics.PORTABLE).parameters();
        return new Memory(updates, parameters, updates * parameters * Float.BYTES);
    }

    /** Vectors of one round that are held at once. */
    private static long held(Experiment experiment, long invited) {
        boolean all = new Chain(experiment.stages(), experiment.rule()).running(1).isEmpty() || !experiment.training().along().isEmpty()
                || experiment.defenses().stream().anyMatch(Defense::gathers) || experiment.adversary().count() > 0
                || experiment.secureAggregation() instanceof MaskedSum;
        long sent = invited * (1 + experiment.training().along().size());
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
