/** The audit log: written once, in order, under a Merkle tree. */
@NullMarked
package org.fedrange.simulator.audit;

import org.jspecify.annotations.NullMarked;
