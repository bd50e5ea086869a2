/** What a hospital allows to be spent of its patients' privacy, over all runs, and what was spent. */
@NullMarked
package org.fedrange.simulator.site;

import org.jspecify.annotations.NullMarked;
