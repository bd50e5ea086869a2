package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whose a connection is, as Linux tells in {@code /proc}: on one machine all connections come from one address. */
final class Sockets {
    private static final Path NET = Path.of("/proc/net");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    /** Columns of {@code /proc/net/tcp}. */
    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private Sockets() {}

    /** Whether this system tells. */
    static boolean told() {
        return Files.isReadable(NET.resolve("tcp"));
    }

    /** The socket that connects from a port of this machine; -1 where there is none. */
    static long inode(int port) {
        String suffix = String.format(":%04X", port);
        return Stream.of("tcp", "tcp6").flatMap(table -> lines(NET.resolve(table)).stream()).map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[LOCAL].endsWith(suffix)).mapToLong(columns -> Long.parseLong(columns[INODE])).findFirst().orElse(-1);
    }

    private static List<String> lines(Path table) {
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All sockets of a process; none once it has ended. */
    static Set<Long> of(long process) {
        Set<Long> sockets = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            for (Path each : open.toList()) {
                sockets.addAll(socket(each));
            }
        } catch (IOException e) {
            // It has ended.
        }
        return sockets;
    }

    private static List<Long> socket(Path open) {
        try {
            Matcher named = SOCKET.matcher(Files.readSymbolicLink(open).toString());
            return named.matches() ? List.of(Long.parseLong(named.group(1))) : List.of();
        } catch (IOException closedMeanwhile) {
            return List.of();
        }
    }
}
