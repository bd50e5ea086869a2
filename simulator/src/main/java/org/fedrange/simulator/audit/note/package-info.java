/** Signed checkpoints and proofs in the formats of C2SP, which other tools read, too. */
@NullMarked
package org.fedrange.simulator.audit.note;

import org.jspecify.annotations.NullMarked;
