package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;

/** Sends the opposite of the honest update, scaled. */
public record SignFlip(@Parameter(value = "length of what is sent, as a multiple of the honest update", above = 0, byDefault = "1") double scale)
        implements ModelPoisoning {
    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        throw new IllegalStateException("being written");
    }
}
