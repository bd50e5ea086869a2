/** From YAML to experiments: reads strictly, refuses by name. */
@NullMarked
package org.fedrange.simulator.config;

import org.jspecify.annotations.NullMarked;
