/** What turns many updates into one: robust rules and the stages before them. */
@NullMarked
package org.fedrange.aggregation;

import org.jspecify.annotations.NullMarked;
