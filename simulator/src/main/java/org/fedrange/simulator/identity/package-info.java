/**
 * Who is who: a simulated consortium that certifies hospitals and coordinator. Keys follow from the seed, so whoever has the seed can
 * forge them all; evidence is never signed with them.
 */
@NullMarked
package org.fedrange.simulator.identity;

import org.jspecify.annotations.NullMarked;
