/** Data sources: where a data set is read from. */
@NullMarked
package org.fedrange.simulator.data;

import org.jspecify.annotations.NullMarked;
