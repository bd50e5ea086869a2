package org.fedrange.simulator.results;

/**
 * What a defense measured in one round, over all nodes and folds that measured it.
 *
 * @param count how many did
 * @param mean their mean
 * @param least the least
 * @param most the most
 */
public record Measured(int count, double mean, double least, double most) {

    /** With one more. */
    public Measured and(double value) {
        return new Measured(count + 1, mean + (value - mean) / (count + 1), Math.min(least, value), Math.max(most, value));
    }
}
