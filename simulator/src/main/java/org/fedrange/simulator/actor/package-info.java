/** The actors that carry messages between the pure parts; the only package that knows Akka. */
@NullMarked
package org.fedrange.simulator.actor;

import org.jspecify.annotations.NullMarked;
