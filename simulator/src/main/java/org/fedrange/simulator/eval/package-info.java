/** JSON lines in, JSON lines out: the bridge for other languages and checkers. */
@NullMarked
package org.fedrange.simulator.eval;

import org.jspecify.annotations.NullMarked;
