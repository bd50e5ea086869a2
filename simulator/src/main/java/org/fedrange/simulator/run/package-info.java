/** From an experiment to what came out of it. */
@NullMarked
package org.fedrange.simulator.run;

import org.jspecify.annotations.NullMarked;
