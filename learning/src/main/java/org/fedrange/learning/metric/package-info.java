/** How good predictions are. */
@NullMarked
package org.fedrange.learning.metric;

import org.jspecify.annotations.NullMarked;
