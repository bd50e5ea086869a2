package org.fedrange.simulator.threatmodel;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** Data on their way from one element to another. */
public record Flow(
        @Parameter("its id") String id,
        @Parameter("what it is") String name,
        @Parameter("id of the element it comes from") String from,
        @Parameter("id of the element it goes to") String to,
        @Parameter(value = "ids of the data it carries", byDefault = "[]") List<String> data,
        @Parameter(value = "what stands at it, by id", byDefault = "[]") List<String> controls)
        implements Part {
    public Flow {
        data = List.copyOf(data);
        controls = List.copyOf(controls);
        Parameters.check(Flow.class, id, name, from, to, data, controls);
    }

    @Override
    public PartType type() {
        return PartType.FLOW;
    }
}
