/** Examples and data sets in memory. */
@NullMarked
package org.fedrange.learning.data;

import org.jspecify.annotations.NullMarked;
