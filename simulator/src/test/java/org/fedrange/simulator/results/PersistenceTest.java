package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersistenceTest {

    @Test
    void successThenAndAtTheEndAndWhenItHalved() {
        // Attacked in rounds 1 to 3, evaluated in 2, 4, 6 and 8: of ten patients 9, 8, 5 and 4 are deceived. After the last attack 0.8 comes first; half of it, 0.4, is
        // reached in round 8, five rounds after round 3.
        Run run = Given.aimed("a", 3, 10, 0, 9, 0, 8, 0, 5, 0, 4);
        Persistence its = Persistence.of(run).orElseThrow();
        assertEquals(new Persistence(3, 0.8, 0.4, 5), its);
        assertTrue(its.outlasted(run));
    }

    @Test
    void whatNeverHalvesAndWhatNeverStops() {
        Persistence never = Persistence.of(Given.aimed("a", 2, 10, 0, 8, 0, 5)).orElseThrow();
        assertEquals(new Persistence(2, 0.8, 0.5, null), never);
        Run toTheEnd = Given.aimed("a", 4, 10, 0, 8, 0, 5);
        Persistence last = Persistence.of(toTheEnd).orElseThrow();
        assertEquals(new Persistence(4, 0.5, 0.5, null), last);
        assertFalse(last.outlasted(toTheEnd));
    }

    @Test
    void nothingOfAnAttackThatAimsAtNobodyOrNeverCame() {
        assertEquals(Optional.empty(), Persistence.of(Given.aimed("a", 2, 0, 0, 0, 0, 0)));
        assertEquals(Optional.empty(), Persistence.of(Given.aimed("a", 0, 10, 0, 1, 0, 1)));
        assertEquals(List.of(0.0, 0.1), Given.aimed("a", 0, 10, 0, 1).rounds().stream().map(round -> round.aimed() == 0 ? 0.0 : round.attackSuccess()).toList());
    }
}
