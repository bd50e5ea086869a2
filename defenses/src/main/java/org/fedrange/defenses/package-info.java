/** What is done to updates before they are aggregated, and to the result after. */
@NullMarked
package org.fedrange.defenses;

import org.jspecify.annotations.NullMarked;
