package org.fedrange.aggregation;

import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/**
 * What a rule or stage may know besides the updates.
 *
 * @param round the current round, from 1
 * @param model the global model the updates answer
 * @param stream the rule's own random stream of this round
 */
public record Context(int round, ParameterVector model, RandomGenerator stream) {}
