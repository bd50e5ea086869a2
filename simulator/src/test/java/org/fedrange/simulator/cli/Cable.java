package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The cable to one machine: passes bytes between whoever connects and the port at which the machine listens. Cut, it passes nothing either way
 * and says nothing of it, not even that an end has hung up; mended, it passes what has waited.
 */
final class Cable implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /** How often to look whether it is mended. */
    private static final long LOOK_NANOS = 20_000_000;

    private final ServerSocket door;
    private final int listens;
    private final List<Strand> strands = new CopyOnWriteArrayList<>();
    private final Set<Long> cutOff = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listens = free.getLocalPort();
        }
        Thread.ofVirtual().start(this::connect);
    }

    /** Where the others reach the machine. */
    String door() {
        return Integer.toString(door.getLocalPort());
    }

    /** Where it is to listen. */
    String listens() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + listens;
    }

    /** Nothing comes to the machine, and nothing that is asked of it is answered. */
    void cut() {
        cut = true;
    }

    /** The same for one process, whatever it connects from now on or has connected. */
    void cut(long process) {
        cutOff.add(process);
        Set<Long> its = Sockets.of(process);
        strands.stream().filter(strand -> its.contains(strand.inode)).forEach(strand -> strand.cut = true);
    }

    void mend() {
        cut = false;
        cutOff.clear();
        strands.forEach(strand -> strand.cut = false);
    }

    private void connect() {
        try {
            while (true) {
                Socket from = door.accept();
                Strand strand = new Strand(from, Sockets.inode(from.getPort()));
                strands.add(strand);
                strand.cut = cutOff.stream().anyMatch(process -> Sockets.of(process).contains(strand.inode));
                Thread.ofVirtual().start(strand::open);
            }
        } catch (SocketException closed) {
            // The end of the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private final class Strand {
        private final Socket from;
        /** Names the socket of who connected. */
        private final long inode;
        private volatile boolean cut;

        Strand(Socket from, long inode) {
            this.from = from;
            this.inode = inode;
        }

        void open() {
            try {
                awaitWhole();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), listens);
                Thread.ofVirtual().start(() -> pass(from, to));
                pass(to, from);
            } catch (IOException e) {
                hangUp(from);
            }
        }

        private void pass(Socket here, Socket there) {
            byte[] bytes = new byte[BUFFER];
            try {
                InputStream in = here.getInputStream();
                OutputStream out = there.getOutputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    awaitWhole();
                    out.write(bytes, 0, count);
                }
            } catch (IOException e) {
                // One end has hung up.
            }
            awaitWhole();
            hangUp(here);
            hangUp(there);
        }

        private void awaitWhole() {
            while (cut || Cable.this.cut) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        mend();
        door.close();
        strands.forEach(strand -> hangUp(strand.from));
    }
}
