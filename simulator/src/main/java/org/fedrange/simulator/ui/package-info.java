/** A page on which one watches an experiment run: what it shows it is told, and nothing goes back. */
@NullMarked
package org.fedrange.simulator.ui;

import org.jspecify.annotations.NullMarked;
