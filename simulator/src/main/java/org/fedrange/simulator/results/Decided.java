package org.fedrange.simulator.results;

/**
 * What the coordinator decided when a round was over.
 *
 * @param fold the fold, from 1
 * @param round the round, from 1
 * @param action what it did, such as {@code node-excluded}
 * @param reason why
 */
public record Decided(int fold, int round, String action, String reason) {}
