/**
 * Messages as they are on the wire: who signs and seals them, how keys are agreed on, and what a receiver believes. Pure, and none of the
 * primitives is our own. Keys follow from the seed, so whoever has the seed can forge everything here.
 */
@NullMarked
package org.fedrange.simulator.wire;

import org.jspecify.annotations.NullMarked;
