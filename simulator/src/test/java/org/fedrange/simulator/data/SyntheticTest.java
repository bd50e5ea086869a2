package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.junit.jupiter.api.Test;

class SyntheticTest {
    private static final long SEED = 1958;

    private static Dataset read(Synthetic source, long seed) {
        return source.read(Path.of("."), new Streams(seed));
    }

    @Test
    void normalDrawsHaveTheMomentsOfTheNormalDistribution() {
        RandomGenerator stream = new Streams(SEED).of("test");
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (double x : Normal.draw(draws, stream)) {
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        // Five standard errors: variances of x, x^2, x^4 are 1, 2, 96.
        assertEquals(0, sum / draws, 5 * Math.sqrt(1.0 / draws), "seed " + SEED);
        assertEquals(1, squares / draws, 5 * Math.sqrt(2.0 / draws), "seed " + SEED);
        assertEquals(3, fourth / draws, 5 * Math.sqrt(96.0 / draws), "seed " + SEED);
    }

    @Test
    void anyTwoClassMeansAreTheSignalApart() {
        double[][] means = new Synthetic(10, 5, 3, null, 1.5, 0).means(new Streams(SEED).of("test"));
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < a; b++) {
                double squares = 0;
                for (int i = 0; i < 5; i++) {
                    squares += (means[a][i] - means[b][i]) * (means[a][i] - means[b][i]);
                }
                assertEquals(1.5, Math.sqrt(squares), 1e-12);
            }
        }
    }

    @Test
    void theBestClassifierIsAsGoodAsPromised() {
        Synthetic source = new Synthetic(20_000, 4, 2, null, 2, 0);
        Dataset data = read(source, SEED);
        double[][] means = source.means(new Streams(SEED).of("data means"));
        int right = 0;
        for (int row = 0; row < 20_000; row++) {
            // Equal lengths: the nearer mean is the one with the larger product.
            double score = 0;
            for (int i = 0; i < 4; i++) {
                score += data.examples().features()[row * 4 + i] * (means[1][i] - means[0][i]);
            }
            right += (score > 0 ? 1 : 0) == data.examples().labels()[row] ? 1 : 0;
        }
        assertEquals(0.8413, right / 20_000.0, 5 * Math.sqrt(0.84 * 0.16 / 20_000), "seed " + SEED);
    }

    @Test
    void sitesShiftFeaturesAndNothingElse() {
        Dataset still = read(new Synthetic(40, 3, 2, 12, 2, 0), SEED);
        Dataset shifted = read(new Synthetic(40, 3, 2, 12, 2, 1), SEED);
        assertEquals(List.of("site 01", "site 12"), List.of(still.sites().getFirst(), still.sites().getLast()));
        for (int row = 0; row < 40; row++) {
            assertEquals(still.examples().labels()[row], shifted.examples().labels()[row]);
            assertEquals(row % 12, still.siteOf()[row]);
        }
        // Rows 0 and 12 are of one site: their shift is the same.
        float[] a = still.examples().features();
        float[] b = shifted.examples().features();
        assertEquals(b[0] - a[0], b[36] - a[36], 1e-5);
        assertNotEquals(b[0], a[0]);
    }

    @Test
    void oneSeedOneDataSet() {
        Synthetic source = new Synthetic(50, 3, 2, null, 2, 0);
        assertEquals(read(source, 1).digest(), read(source, 1).digest());
        assertNotEquals(read(source, 1).digest(), read(source, 2).digest());
        assertTrue(read(source, 1).sites().isEmpty());
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Synthetic(10, 2, 3, null, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new Synthetic(10, 3, 2, 11, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new Synthetic(10, 3, 2, null, 2, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Synthetic(10, 3, 2, null, Double.NaN, 0));
    }
}
