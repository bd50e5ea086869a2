package org.fedrange.simulator.audit;

import java.util.Optional;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.jspecify.annotations.Nullable;

/** The details of an event as their file keeps them: in plain, or sealed to those who may read them. */
sealed interface Kept permits Detail, SealedDetail {
    /** Number of the event's line in the log, from 1. */
    long event();

    /**
     * What was said; empty where it is sealed to others.
     *
     * @param key of the reader; null for nobody's
     * @throws IllegalArgumentException where it was sealed to that key and cannot be opened by it
     */
    Optional<Detail> opened(@Nullable OpeningKey key);
}
