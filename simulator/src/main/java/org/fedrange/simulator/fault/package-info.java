/** What goes wrong by accident: on the wire, at hospitals, and with their presence. */
@NullMarked
package org.fedrange.simulator.fault;

import org.jspecify.annotations.NullMarked;
