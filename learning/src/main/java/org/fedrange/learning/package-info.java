/** What a hospital computes with: parameter vectors, random streams and the words all modules share. */
@NullMarked
package org.fedrange.learning;

import org.jspecify.annotations.NullMarked;
