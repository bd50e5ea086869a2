/** The evidence of a study as one record, and what is drawn from it for people and for other tools. Pure. */
@NullMarked
package org.fedrange.simulator.pack;

import org.jspecify.annotations.NullMarked;
