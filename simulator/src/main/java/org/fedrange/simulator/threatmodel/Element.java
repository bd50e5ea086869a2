package org.fedrange.simulator.threatmodel;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** An external party, a process or a store. */
public record Element(
        @Parameter("its id") String id,
        @Parameter("external, process or store") PartType type,
        @Parameter("what it is") String name,
        @Parameter("id of the zone it lies in") String zone,
        @Parameter(value = "what it does for machine learning", byDefault = "other") ElementRole role,
        @Parameter(value = "ids of the data it keeps", byDefault = "[]") List<String> holds,
        @Parameter(value = "what stands at it, by id", byDefault = "[]") List<String> controls)
        implements Part {
    public Element {
        holds = List.copyOf(holds);
        controls = List.copyOf(controls);
        Parameters.check(Element.class, id, type, name, zone, role, holds, controls);
        if (type == PartType.FLOW) {
            throw new IllegalArgumentException("type must be external, process or store, got flow; flows stand under flows, with from and to");
        }
    }
}
