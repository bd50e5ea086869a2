/** Models: loss, gradients and predictions. */
@NullMarked
package org.fedrange.learning.model;

import org.jspecify.annotations.NullMarked;
