package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class EmpiricalEpsilonTest {
    @Test
    void whatIsAlwaysRecognisedShowsAsMuchAsTheTrialsCan() {
        double[] in = new double[500];
        Arrays.fill(in, 1);
        // 250 of 250 against 0 of 250: (0.05^(1/250)) / (1 - 0.05^(1/250)) = 0.98809 / 0.01191, whose logarithm is 4.418.
        assertEquals(4.418, new EmpiricalEpsilon(in, new double[500], 0).bound(), 1e-2);
        // The same where scores are lower with it.
        assertEquals(4.418, new EmpiricalEpsilon(new double[500], in, 0).bound(), 1e-2);
        assertThrows(IllegalArgumentException.class, () -> new EmpiricalEpsilon(new double[3], in, 0));
    }

    /** Normal scores a distance of 1 apart are (4.3772, 1e-5)-private and no better; equal ones are 0-private. */
    @Test
    void itRarelySaysMoreThanIsTrue() {
        RandomGenerator stream = new Streams(11).of("scores");
        int above = 0;
        int fromNothing = 0;
        double sum = 0;
        for (int i = 0; i < 60; i++) {
            double[] in = Normal.draw(200, stream);
            double[] out = Normal.draw(200, stream);
            fromNothing += new EmpiricalEpsilon(in, out, 1e-5).bound() > 0 ? 1 : 0;
            Arrays.setAll(in, k -> in[k] + 1);
            double bound = new EmpiricalEpsilon(in, out, 1e-5).bound();
            above += bound > 4.3772 ? 1 : 0;
            sum += bound;
        }
        // At most a tenth each, that is 6, deviation 2.3.
        assertTrue(above <= 12 && fromNothing <= 12, above + " and " + fromNothing + " of 60");
        assertTrue(sum / 60 > 0.5, "says next to nothing: " + sum / 60);
    }
}
