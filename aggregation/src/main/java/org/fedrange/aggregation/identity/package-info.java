/** Keys by which a party of the protocol signs what it says. */
@NullMarked
package org.fedrange.aggregation.identity;

import org.jspecify.annotations.NullMarked;
