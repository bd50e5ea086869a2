/** The report a person opens. */
@NullMarked
package org.fedrange.simulator.report;

import org.jspecify.annotations.NullMarked;
