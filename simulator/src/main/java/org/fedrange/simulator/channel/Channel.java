package org.fedrange.simulator.channel;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The simulated network between each hospital and the coordinator, in virtual time: a message takes an exponentially
 * distributed latency plus its size over the bandwidth, or is lost.
 */
public record Channel(
        @Parameter(value = "mean of the exponential latency of one message; 0 for none", unit = "ms", min = 0, byDefault = "40")
                double latencyMillisMean,
        @Parameter(value = "bandwidth of each hospital's line, either way unless uploadMbps is given", unit = "Mbit/s", above = 0, byDefault = "100")
                double bandwidthMbps,
        @Parameter(value = "bandwidth from the hospital to the coordinator", unit = "Mbit/s", above = 0, derived = "bandwidthMbps")
                @Nullable Double uploadMbps,
        @Parameter(value = "probability that a message is lost, independently of all others", min = 0, max = 1, byDefault = "0")
                double lossProbability,
        @Parameter(value = "how messages are protected", byDefault = "none") Security security) {
    public Channel {
        Parameters.check(Channel.class, latencyMillisMean, bandwidthMbps, uploadMbps, lossProbability, security);
        uploadMbps = uploadMbps == null ? Double.valueOf(bandwidthMbps) : uploadMbps;
    }

    /** Bandwidth of one direction, in Mbit/s. */
    double bandwidthMbps(Carrier.Direction direction) {
        return direction == Carrier.Direction.DOWN || uploadMbps == null ? bandwidthMbps : uploadMbps;
    }
}
