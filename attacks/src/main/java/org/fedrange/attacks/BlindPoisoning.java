package org.fedrange.attacks;

/** Sends what has nothing to do with anybody's update, and so needs to see none: not even where its nodes hold no data. */
public sealed interface BlindPoisoning extends ModelPoisoning permits FreeRider, Gaussian, Infinite, Nan, Random, Zero {
    @Override
    default Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    default Knowledge needsWithoutData() {
        return Knowledge.OWN;
    }
}
