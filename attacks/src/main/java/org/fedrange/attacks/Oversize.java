package org.fedrange.attacks;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Lets the update grow by so many times its length: in the clear what does not fit is no message, and takes its time on the line; else what is longer
 * than any message of the run is refused before it is read.
 *
 * <p>Example: an update of 1 kB with 1000 times becomes one of 1 MB, and nobody can read it.
 *
 * <p>Source: CWE-400, uncontrolled consumption of resources.
 */
public record Oversize(
        @Parameter(value = "length of what is sent, as a multiple of the update", min = 2, max = 10_000, byDefault = "1000") int times)
        implements LineAttack {
    public Oversize {
        Parameters.check(Oversize.class, times);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Replace(Arrays.copyOf(message.bytes(), Math.toIntExact(Math.min(1L << 28, (long) times * message.bytes().length))));
    }
}
