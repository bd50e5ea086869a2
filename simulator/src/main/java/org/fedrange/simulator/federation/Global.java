package org.fedrange.simulator.federation;

import org.fedrange.aggregation.Chain;
import org.fedrange.learning.ParameterVector;

/**
 * What the coordinator knows between rounds.
 *
 * @param model the global model
 * @param memory what stages and rule remember
 */
public record Global(ParameterVector model, Chain.Memory memory) {}
