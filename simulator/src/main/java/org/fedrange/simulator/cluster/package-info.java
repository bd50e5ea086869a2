/** Several machines as one: who leads hands out the cells of a matrix, and workers bring back their files. Besides the actors the only package that knows Akka. */
@NullMarked
package org.fedrange.simulator.cluster;

import org.jspecify.annotations.NullMarked;
