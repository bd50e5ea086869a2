package org.fedrange.simulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.fedrange.simulator.cluster.HostPort;
import org.fedrange.simulator.cluster.KeyStoreFile;
import org.fedrange.simulator.cluster.Member;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of whoever takes part in a cluster. */
final class Membership {
    @Option(names = "--host", description = "name or address under which the other machines reach this one; default: ${DEFAULT-VALUE}, which only this machine can reach",
            defaultValue = HostPort.LOOPBACK)
    private String host = HostPort.LOOPBACK;

    @Option(names = "--listen", paramLabel = "HOST:PORT",
            description = "where this machine listens, if the others reach it by another address, as behind a proxy or in a container; where they reach it if absent")
    private @Nullable String listen;

    @Option(names = "--keystore", paramLabel = "FILE", description = "this machine's key store, from fedrange keystores; needed unless --host is this machine alone")
    private @Nullable Path keystore;

    @Mixin
    private KeyStorePassword password = new KeyStorePassword();

    @Option(names = "--patience", paramLabel = "SECONDS", description = "seconds without a sign of life after which a machine is given up; default: ${DEFAULT-VALUE}",
            defaultValue = "20")
    private int patience;

    /** This machine as a member that listens at a port; 0 for any that is free. */
    Member at(int port, int threads) {
        Optional<KeyStoreFile> keys = Optional.ofNullable(keystore).map(file -> new KeyStoreFile(file, password.read()));
        Optional<HostPort> own = Optional.ofNullable(listen).map(written -> HostPort.parse("--listen", written));
        return new Member(new HostPort(host, port), own, keys, patience, threads);
    }

    /** Whether any of them was given. */
    boolean given() {
        return !host.equals(HostPort.LOOPBACK) || listen != null || keystore != null;
    }
}
