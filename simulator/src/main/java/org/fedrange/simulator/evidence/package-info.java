/** What the runs show about threats: success counted, with intervals, against what was declared beforehand. Pure. */
@NullMarked
package org.fedrange.simulator.evidence;

import org.jspecify.annotations.NullMarked;
