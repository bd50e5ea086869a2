/** What came out of a run, and the files it is kept in. */
@NullMarked
package org.fedrange.simulator.results;

import org.jspecify.annotations.NullMarked;
