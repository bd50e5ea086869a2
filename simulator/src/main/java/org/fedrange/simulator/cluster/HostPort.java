package org.fedrange.simulator.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.simulator.Refusal;

/**
 * Where a member of the cluster is reached.
 *
 * @param host a name or address, as the others are to use it
 * @param port from 0, any that is free, to 65535
 */
public record HostPort(String host, int port) {
    /** This machine, for itself alone. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int HIGHEST = 65_535;
    private static final Pattern WRITTEN = Pattern.compile("([^:\\s]+|\\[[0-9a-fA-F:]+\\]):(\\d{1,5})");

    public HostPort {
        if (port < 0 || port > HIGHEST) {
            throw new Refusal("a port must be from 0, any that is free, to " + HIGHEST + ", got " + port);
        }
    }

    /** The place that an option names as {@code host:port}. */
    public static HostPort parse(String option, String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) == 0 || Integer.parseInt(parts.group(2)) > HIGHEST) {
            throw new Refusal(option + ": must be host:port with a port from 1 to " + HIGHEST + ", such as 127.0.0.1:2552, got " + written);
        }
        return new HostPort(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    /** Whether only this machine can reach it. */
    boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new Refusal(host + ": no machine of that name is known here", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
