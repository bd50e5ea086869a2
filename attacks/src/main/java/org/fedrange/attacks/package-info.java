/** What an adversary does with what it sees. */
@NullMarked
package org.fedrange.attacks;

import org.jspecify.annotations.NullMarked;
