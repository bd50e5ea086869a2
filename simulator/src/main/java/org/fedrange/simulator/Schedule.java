package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** In which rounds the adversary attacks; in the others its nodes behave like honest ones. */
public record Schedule(
        @Parameter(value = "first round of the attack", min = 1, byDefault = "1") int from,
        @Parameter(value = "last round of the attack", min = 1, byDefault = "2147483647") int until,
        @Parameter(value = "attack in every so many rounds, counted from the first", min = 1, byDefault = "1") int every) {
    public Schedule {
        Parameters.check(Schedule.class, from, until, every);
        if (until < from) {
            throw new IllegalArgumentException("until (" + until + ") must not be before from (" + from + ")");
        }
    }

    /** Whether the adversary attacks in this round. */
    public boolean attacksIn(int round) {
        return round >= from && round <= until && (round - from) % every == 0;
    }
}
