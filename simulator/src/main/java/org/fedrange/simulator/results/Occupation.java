package org.fedrange.simulator.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fedrange.simulator.Refusal;

/**
 * Keeps other runs out of a results folder while one is at work there. The operating system lets go when the process ends, however it does; the empty file
 * {@code run.lock} stays, since whoever takes it away could take it from under the next.
 */
public final class Occupation implements AutoCloseable {
    /** The file in the folder that is locked. */
    static final String FILE = "run.lock";

    private final FileChannel channel;

    private Occupation(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if it is missing.
     *
     * @throws Refusal where another run has it
     */
    public static Occupation of(ResultsFolder folder) {
        Path file = folder.path().resolve(FILE);
        try {
            Files.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new Occupation(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be locked", e);
        }
        throw new Refusal(folder.path() + ": another run is at work in this folder; wait until it has ended, or give another by --out");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    /** Lets others in; a second time it does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a lock cannot be given back", e);
        }
    }
}
