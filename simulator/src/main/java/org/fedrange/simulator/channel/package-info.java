/** What the simulated network does to messages. */
@NullMarked
package org.fedrange.simulator.channel;

import org.jspecify.annotations.NullMarked;
