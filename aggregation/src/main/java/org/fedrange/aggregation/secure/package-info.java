/** Secure aggregation: the coordinator learns the sum of what nodes send, and nothing about any one of them. Pure state machines. */
@NullMarked
package org.fedrange.aggregation.secure;

import org.jspecify.annotations.NullMarked;
