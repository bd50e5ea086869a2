/** The data-flow diagram of a pipeline, and which threats apply to which of its parts, each with its reason. Pure. */
@NullMarked
package org.fedrange.simulator.threatmodel;

import org.jspecify.annotations.NullMarked;
