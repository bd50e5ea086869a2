/** Back doors: what opens them, and how the poisoned update is made to pass or to win. */
@NullMarked
package org.fedrange.attacks.backdoor;

import org.jspecify.annotations.NullMarked;
