/** Federated learning as a protocol of rounds: the messages, the hospital, the adversary and the aggregation. */
@NullMarked
package org.fedrange.simulator.federation;

import org.jspecify.annotations.NullMarked;
