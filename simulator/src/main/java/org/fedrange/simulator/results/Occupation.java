package org.fedrange.simulator.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fedrange.simulator.Refusal;

/**
 * Keeps other runs out of a results folder while one is at work there. The operating system lets go when the process ends, however it does; the empty file
 * {@code run.lock} stays, since whoever takes it away could take it from under the next.
 */
public final class Occupation implements AutoCloseable {
    /** The file in the folder that is locked. */
    static final String FILE = "run.lock";

    /** Folders of this process: to open and close a locked file once more would unlock it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private Occupation(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if it is missing.
     *
     * @throws Refusal where another run has it
     */
    public static Occupation of(ResultsFolder folder) {
        try {
            Path real = Files.createDirectories(folder.path()).toRealPath();
            if (HELD.add(real)) {
                FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (locked(channel)) {
                    return new Occupation(real, channel);
                }
                channel.close();
                HELD.remove(real);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.path() + " cannot be written to", e);
        }
        throw new Refusal(folder.path() + ": another run is at work in this folder; wait until it has ended, or give another by --out");
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException unlockable) {
            // A file system without locks keeps nobody out, which is no reason to compute nothing there.
            return true;
        }
    }

    /** Lets others in; a second time it does nothing. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a lock cannot be given back", e);
        }
    }
}
