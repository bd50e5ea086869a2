/** Differential privacy: what mechanisms cost, and how much noise a budget asks for. Neighbours differ by adding or removing one unit. */
@NullMarked
package org.fedrange.defenses.privacy;

import org.jspecify.annotations.NullMarked;
