/** JMH benchmarks behind each claim about speed. */
@NullMarked
package org.fedrange.benchmarks;

import org.jspecify.annotations.NullMarked;
