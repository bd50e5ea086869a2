package org.fedrange.learning.model;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;

/** The units of a network's last hidden layer, or the maps of its last convolution, looked at and silenced one by one. */
public interface HiddenUnits {

    /** For each unit its mean activation over at least one example; of a map also over its pixels after pooling. */
    double[] meanActivations(FloatVector parameters, Examples examples);

    /** The same parameters with one unit's incoming weights and bias at 0, so that it says 0 whatever comes in. */
    FloatVector silenced(FloatVector parameters, int unit);
}
