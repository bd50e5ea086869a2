package org.fedrange.simulator;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Neighborhoods;
import org.fedrange.aggregation.secure.SparseGraph;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Each node masks with its neighbours on a random ring (SecAgg+): the coordinator learns the sum, at a cost for each node that grows with the
 * logarithm of their number. For a coordinator who follows the protocol and is curious.
 *
 * <p>Number of neighbours and threshold follow from the number of nodes and the shares of colluding and lost ones, so that a secret falls
 * with probability below 2^-40 and a round fails with one below 2^-30. Secrets follow from the experiment's seed: whoever has it can
 * unmask everything.
 *
 * <p>Example: 100 nodes, 5 % colluding, 5 % lost: 12 neighbours, threshold 7.
 *
 * <p>Source: Bell et al., "Secure Single-Server Aggregation with (Poly)Logarithmic Overhead", 2020, algorithm 2.
 */
public record Bell(
        @Parameter(value = "largest share of nodes that collude with the coordinator", min = 0, below = 1, byDefault = "0.05") double corruption,
        @Parameter(value = "largest share of nodes that drop out of a round", min = 0, below = 1, byDefault = "0.05") double dropout,
        @Parameter(value = "honest nodes clip each coordinate to plus or minus this", above = 0, byDefault = "4") double clippingRange,
        @Parameter(value = "bits of one node's number", unit = "bits", min = 2, max = 30, byDefault = "20") int bits,
        @Parameter(value = "the most examples a node is counted with, where the rule weights by examples", unit = "examples", min = 1,
                derived = "those of the largest hospital")
                @Nullable Integer mostExamples,
        @Parameter(value = "largest norm of the mean that is taken", above = 0, derived = "any") @Nullable Double normBound)
        implements MaskedSum {
    public Bell {
        Parameters.check(Bell.class, corruption, dropout, clippingRange, bits, mostExamples, normBound);
    }

    @Override
    public @Nullable Integer groupSize() {
        return null;
    }

    @Override
    public boolean signed() {
        return false;
    }

    private Optional<SparseGraph> graph(int n) {
        return SparseGraph.of(n, corruption, dropout);
    }

    @Override
    public int threshold(int n) {
        return graph(n).orElseThrow().threshold();
    }

    @Override
    public Neighborhoods neighborhoods(List<Integer> group, RandomGenerator stream) {
        return Neighborhoods.harary(group, graph(group.size()).orElseThrow().neighbors(), stream);
    }

    @Override
    public Bell resolved(int largestHospital) {
        return new Bell(corruption, dropout, clippingRange, bits, mostExamples == null ? Integer.valueOf(largestHospital) : mostExamples, normBound);
    }

    @Override
    public Optional<String> impossible(int n, boolean weighted) {
        return graph(n).isEmpty()
                ? Optional.of("no graph of neighbours among " + n + " nodes keeps secrets with a share of " + corruption + " colluding and "
                        + dropout + " lost; choose kind: bonawitz, or smaller shares")
                : MaskedSum.super.impossible(n, weighted);
    }
}
