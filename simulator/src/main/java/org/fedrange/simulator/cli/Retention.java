package org.fedrange.simulator.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How long a results folder is to be kept: six years, as 45 CFR 164.316(b)(2)(i) has it for documentation. Storage cannot be enforced; that fedrange prunes nothing before can. */
final class Retention {
    private static final int YEARS = 6;

    private Retention() {}

    /** The date until which to keep what was made at this time. */
    static LocalDate from(Instant made) {
        return made.atZone(ZoneOffset.UTC).toLocalDate().plusYears(YEARS);
    }
}
