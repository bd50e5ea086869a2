package org.fedrange.aggregation;

/**
 * The numbers from which a rule's absent parameters follow when an experiment is resolved.
 *
 * @param nodes number of nodes invited in each round, n
 * @param byzantine number of Byzantine nodes the experiment declares, f
 */
public record Cohort(int nodes, int byzantine) {}
