package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/** In which rounds the adversary attacks, and with how many of its nodes; otherwise they behave like honest ones. */
public record Schedule(
        @Parameter(value = "first round of the attack", min = 1, byDefault = "1") int from,
        @Parameter(value = "last round of the attack", min = 1, derived = "the last round") @Nullable Integer until,
        @Parameter(value = "attack in every so many rounds, counted from the first", min = 1, byDefault = "1") int every,
        @Parameter(value = "share of the adversary's nodes that attack in such a round, at least one, drawn anew in each; 1 is all of them", above = 0, max = 1,
                byDefault = "1") double share) {
    /** Every round. */
    public static final Schedule ALWAYS = new Schedule(1, null, 1, 1);

    public Schedule {
        Parameters.check(Schedule.class, from, until, every, share);
        if (until != null && until < from) {
            throw new IllegalArgumentException("until (" + until + ") must not be before from (" + from + ")");
        }
    }

    /** Whether the adversary attacks in this round. */
    public boolean attacksIn(int round) {
        return round >= from && (until == null || round <= until) && (round - from) % every == 0;
    }

    /** How many of so many nodes attack in a round of attack: the share, rounded, but at least one. */
    public int attackers(int nodes) {
        return Math.min(nodes, (int) Math.max(1, Math.round(share * nodes)));
    }
}
