package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Sends many invented updates ahead of the hospital's. In the clear the first of them counts and all others are duplicates.
 *
 * <p>Example: 20 messages are 20 attempts, of which one is accepted under {@code none} and none under {@code sealed}.
 *
 * <p>Source: MITRE ATT&amp;CK T1498, network denial of service.
 */
public record Flood(
        @Parameter(value = "messages ahead of each update", min = 1, max = 10_000, byDefault = "20") int messages,
        @Parameter(value = "standard deviation of the invented numbers", above = 0, byDefault = "1") double deviation)
        implements LineAttack {
    public Flood {
        Parameters.check(Flood.class, messages, deviation);
    }

    @Override
    public Meddling on(Tapped message, RandomGenerator stream) {
        return new Meddling.Ahead(IntStream.range(0, messages).mapToObj(i -> message.invented(deviation, false, stream)).toList());
    }
}
