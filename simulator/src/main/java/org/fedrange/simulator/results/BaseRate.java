package org.fedrange.simulator.results;

/**
 * What the models of a cell's twin, which nobody attacked, tell the patients at whom the cell's attack aims.
 *
 * @param aimed test patients at whom the attack aims, over all folds
 * @param deceived how many of them are told what the attack wants all the same
 */
public record BaseRate(int aimed, int deceived) {
    /** The share of them; 0 where the attack aims at nobody. */
    public double share() {
        return aimed == 0 ? 0 : (double) deceived / aimed;
    }
}
