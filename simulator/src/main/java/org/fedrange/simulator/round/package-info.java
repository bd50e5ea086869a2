/** The protocol of a round as a pure state machine: no clock, no thread, no I/O. */
@NullMarked
package org.fedrange.simulator.round;

import org.jspecify.annotations.NullMarked;
