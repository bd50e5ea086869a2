package org.fedrange.simulator.channel;

import org.fedrange.learning.NodeId;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;

/**
 * How long hospitals compute, in virtual time: the examples they go through times the time of one, at each hospital's own pace.
 *
 * <pre>
 * millis = examples millisPerExample exp(spread g),  g standard normal, drawn once for each hospital
 * </pre>
 */
public record ComputeTime(
        @Parameter(value = "time one example takes at a usual hospital, for each pass", unit = "ms", min = 0, byDefault = "0")
                double millisPerExample,
        @Parameter(value = "spread of the hospitals' pace, as the deviation of its logarithm", min = 0, max = 10, byDefault = "0") double spread) {
    public ComputeTime {
        Parameters.check(ComputeTime.class, millisPerExample, spread);
    }

    /** Virtual time a node takes for so many examples. */
    public double millis(long examples, NodeId node, Streams streams) {
        double pace = spread == 0 ? 1 : StrictMath.exp(spread * Normal.draw(streams.of("pace", 0, node.index())));
        return examples * millisPerExample * pace;
    }
}
