package org.fedrange.simulator.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;

/** Who was deceived: two seeds of the given study whose attack, until round 2 of 6, aims at ten patients. */
class SuccessTest {
    private final Map<String, Run> runs = new TreeMap<>(Given.runs());

    private String page() {
        return Report.html(Given.study("toy", 0.1), runs);
    }

    @Test
    void theFinalModelAndWhatIsLeftOnceTheAttackHasStopped() {
        // At the end 0.2 and 0.5: 0.35. When the attack stopped 0.8 and 0.9: 0.85. Of seed 1 success halves in round 6, four rounds later; of seed 2 it never does.
        runs.put("a1", Given.aimed("a1", 2, 10, 0, 8, 0, 5, 0, 2));
        runs.put("a2", Given.aimed("a2", 2, 10, 0, 9, 0, 6, 0, 5));
        String page = page();
        assertTrue(page.contains("<h2>Who was deceived</h2>"), page);
        assertTrue(page.contains("<td class=\"heat h4\">0.350<small>0.200 to 0.500</small></td>"), page);
        assertTrue(page.contains("<th scope=\"row\">sign-flip</th><td class=\"word\">mean</td><td>2</td><td>0.850</td><td>0.350</td>"
                + "<td>4, in 1 of 2 seeds</td>"), page);
        assertTrue(page.contains("attack success"), page);
    }

    @Test
    void anAttackThatNeverStopsHasNoAfterwards() {
        runs.put("a1", Given.aimed("a1", 6, 10, 0, 8, 0, 5, 0, 2));
        runs.put("a2", Given.aimed("a2", 6, 10, 0, 9, 0, 6, 0, 5));
        assertTrue(page().contains("<h2>Who was deceived</h2>"));
        assertFalse(page().contains("rounds until it halved"));
    }

    @Test
    void nothingWhereNoAttackAimsAtAnybody() {
        assertFalse(page().contains("Who was deceived"));
    }
}
