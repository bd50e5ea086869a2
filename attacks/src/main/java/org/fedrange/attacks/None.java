package org.fedrange.attacks;

/** No attack: the Byzantine nodes behave like honest ones. */
public record None() implements Attack {
    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public Knowledge needsWithoutData() {
        return Knowledge.OWN;
    }
}
