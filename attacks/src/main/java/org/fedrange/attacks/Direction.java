package org.fedrange.attacks;

import org.fedrange.learning.ParameterVector;

/** The way in which a vector is moved away from the honest mean mu. */
public enum Direction {
    /** Against the mean, with length 1: -mu / ||mu||. */
    UNIT,
    /** Against the sign of the mean in each coordinate: -sign(mu). */
    SIGN,
    /** By the standard deviation of each coordinate, downwards: -sd. */
    STD;

    ParameterVector from(Sample honest) {
        ParameterVector mean = honest.combined(1, 0);
        return switch (this) {
            case UNIT -> mean.norm() > 0 ? mean.scaled(-1 / mean.norm()) : mean;
            case SIGN -> mean.filled((from, length, block) -> {
                mean.read(from, length, block);
                for (int k = 0; k < length; k++) {
                    block[k] = -Math.signum(block[k]);
                }
            });
            case STD -> honest.combined(0, -1);
        };
    }
}
