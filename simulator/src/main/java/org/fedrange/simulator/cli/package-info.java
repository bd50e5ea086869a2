/** The command line: the only place that knows a terminal and a wall clock. */
@NullMarked
package org.fedrange.simulator.cli;

import org.jspecify.annotations.NullMarked;
