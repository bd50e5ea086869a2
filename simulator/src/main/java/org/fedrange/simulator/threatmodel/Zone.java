package org.fedrange.simulator.threatmodel;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** A zone of trust: within it parts trust each other alike. */
public record Zone(
        @Parameter("its id") String id,
        @Parameter("what it is") String name,
        @Parameter(value = "how much it is trusted; a flow from a lower one is a flow from less trusted hands", min = 0, max = 10) int trust) {
    public Zone {
        Parameters.check(Zone.class, id, name, trust);
    }
}
