/** What a hospital computes in a round, and how the coordinator applies the result. */
@NullMarked
package org.fedrange.learning.training;

import org.jspecify.annotations.NullMarked;
