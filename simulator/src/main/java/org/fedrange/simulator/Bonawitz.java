package org.fedrange.simulator;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Neighborhoods;
import org.fedrange.aggregation.secure.Safeguard;
import org.fedrange.aggregation.secure.Safeguards;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Everybody masks with everybody: the coordinator learns the sum over all nodes whose masked vectors arrive, or the sum over each group,
 * and nothing else, as long as more than the threshold of a group stay and fewer collude with it.
 *
 * <pre>
 * y_u = q(x_u) + PRG(b_u) + sum_(v &gt; u) PRG(s_uv) - sum_(v &lt; u) PRG(s_uv)   mod 2^r
 * </pre>
 *
 * <p>Keys, shares, masked vector, the signed list of survivors (against a malicious coordinator) and shares again: four or five exchanges.
 * With groups, stages and rule see the mean of each group as one update, and a group's verdict is that of each of its nodes: small
 * groups show an outlier, large ones hide a patient. Secrets follow from the experiment's seed: whoever has it can unmask everything.
 *
 * <p>Example: 12 hospitals in groups of 4: each round three sums; with a semi-honest coordinator 3 of each 4 must stay to the end.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, figure 4; groups as in Velicheti,
 * Xia, Koyejo, "Secure Byzantine-Robust Distributed Learning via Clustering", 2021.
 */
public record Bonawitz(
        @Parameter(value = "what the coordinator may do", byDefault = "semi-honest") Coordinator coordinator,
        @Parameter(value = "more than this share of a group must stay to the end", min = 0.5, below = 1,
                derived = "1/2 with a semi-honest coordinator, 2/3 with a malicious one")
                @Nullable Double threshold,
        @Parameter(value = "nodes in a group, at least; groups are drawn anew in each round", unit = "nodes", min = 2, derived = "one group of all")
                @Nullable Integer groupSize,
        @Parameter(value = "honest nodes clip each coordinate to plus or minus this", above = 0, byDefault = "4") double clippingRange,
        @Parameter(value = "bits of one node's number", unit = "bits", min = 2, max = 30, byDefault = "20") int bits,
        @Parameter(value = "the most examples a node is counted with, where the rule weights by examples", unit = "examples", min = 1,
                derived = "those of the largest hospital")
                @Nullable Integer mostExamples,
        @Parameter(value = "largest norm of a group's mean that is taken", above = 0, derived = "any") @Nullable Double normBound,
        @Parameter(value = "what hospitals do not insist on, to see what each safeguard is for", byDefault = "[]") List<Safeguard> without)
        implements MaskedSum {
    public Bonawitz {
        Parameters.check(Bonawitz.class, coordinator, threshold, groupSize, clippingRange, bits, mostExamples, normBound, without);
        without = List.copyOf(without);
        double safe = coordinator == Coordinator.MALICIOUS ? 2.0 / 3 : 0.5;
        if (threshold != null && threshold < safe - 1e-9) {
            throw new IllegalArgumentException("threshold must be at least 2/3 with a malicious coordinator, got " + threshold);
        }
    }

    /** What the coordinator may do. */
    public enum Coordinator {
        /** It follows the protocol and is curious. */
        SEMI_HONEST,
        /** It may lie: keys and survivor lists are signed. */
        MALICIOUS
    }

    @Override
    public boolean signed() {
        return coordinator == Coordinator.MALICIOUS;
    }

    @Override
    public Safeguards safeguards() {
        return MaskedSum.super.safeguards().without(without);
    }

    @Override
    public int threshold(int n) {
        double share = threshold == null ? signed() ? 2.0 / 3 : 0.5 : threshold;
        return (int) Math.floor(share * n + 1e-9) + 1;
    }

    @Override
    public Neighborhoods neighborhoods(List<Integer> group, RandomGenerator stream) {
        return Neighborhoods.complete(group);
    }

    @Override
    public Bonawitz resolved(int largestHospital) {
        return new Bonawitz(
                coordinator, threshold == null ? Double.valueOf(signed() ? 2.0 / 3 : 0.5) : threshold, groupSize, clippingRange, bits,
                mostExamples == null ? Integer.valueOf(largestHospital) : mostExamples, normBound, without);
    }
}
