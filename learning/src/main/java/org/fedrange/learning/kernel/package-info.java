/** Array kernels: matrix products and the steps between them. */
@NullMarked
package org.fedrange.learning.kernel;

import org.jspecify.annotations.NullMarked;
