/** FedRange from Java: experiments run from a notebook, a test or another program, without actors and without a command line. */
@NullMarked
package org.fedrange.simulator.library;

import org.jspecify.annotations.NullMarked;
