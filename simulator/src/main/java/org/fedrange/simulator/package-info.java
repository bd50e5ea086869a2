/** The experiment, the run and the command line. */
@NullMarked
package org.fedrange.simulator;

import org.jspecify.annotations.NullMarked;
