/** How the coordinator steps to the next global model. */
@NullMarked
package org.fedrange.learning.optimizer;

import org.jspecify.annotations.NullMarked;
