/** Attacks that learn about patients from what an observer sees of a federation, and how well they do. */
@NullMarked
package org.fedrange.attacks.inference;

import org.jspecify.annotations.NullMarked;
