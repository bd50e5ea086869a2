package org.fedrange.simulator.threatmodel;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** A class of data. */
public record DataClass(
        @Parameter("its id") String id,
        @Parameter("what it is") String name,
        @Parameter(value = "what it is to the pipeline", byDefault = "other") DataRole role,
        @Parameter(value = "whether it is about people", byDefault = "false") boolean personal) {
    public DataClass {
        Parameters.check(DataClass.class, id, name, role, personal);
    }
}
