package org.fedrange.defenses;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** Each honest hospital scales down an update that is longer than a bound before sending it. */
public record UpdateClipping(@Parameter(value = "largest Euclidean norm sent", above = 0) double clippingNorm) implements Defense {
    public UpdateClipping {
        Parameters.check(UpdateClipping.class, clippingNorm);
    }
}
