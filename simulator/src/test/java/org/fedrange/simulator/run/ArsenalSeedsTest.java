package org.fedrange.simulator.run;

import org.junit.jupiter.api.Tag;

/** The same on three seeds. */
@Tag("full")
class ArsenalSeedsTest extends ArsenalEffectTest {
    @Override
    String seeds() {
        return "1, 2, 3";
    }
}
