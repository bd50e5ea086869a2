/** How examples are dealt to hospitals. */
@NullMarked
package org.fedrange.learning.partition;

import org.jspecify.annotations.NullMarked;
