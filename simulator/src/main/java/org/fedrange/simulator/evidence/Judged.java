package org.fedrange.simulator.evidence;

import org.fedrange.simulator.results.BaseRate;
import org.jspecify.annotations.Nullable;

/** How one attack or observer did with one seed; {@code baseline} under the plain mean, {@code base} with nobody attacking. */
record Judged(long seed, Outcome outcome, @Nullable Outcome baseline, @Nullable BaseRate base) {}
