package org.fedrange.simulator.audit;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The files of an audit log. They are forced to disk aside from the writer, who goes on meanwhile: a disk takes milliseconds, in which hundreds of events are written. One forced
 * write at a time: the next waits for the one before and throws what that threw, so that a log that cannot be written still stops the run, at most one forced write later.
 *
 * <p>Checkpoints are written once the events that they cover are on disk, so that no power cut leaves a checkpoint over events that are lost.
 */
final class LogFiles implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final FileOutputStream eventFile;
    private final FileOutputStream detailFile;
    private final FileOutputStream checkpointFile;
    private final OutputStream events;
    private final OutputStream details;
    private final ByteArrayOutputStream checkpoints = new ByteArrayOutputStream();
    private boolean detailed;
    private @Nullable FutureTask<Void> forcing;

    LogFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        eventFile = new FileOutputStream(folder.resolve(AuditLog.EVENTS).toFile());
        detailFile = new FileOutputStream(folder.resolve(Details.FILE).toFile());
        checkpointFile = new FileOutputStream(folder.resolve(AuditLog.CHECKPOINTS).toFile());
        events = new BufferedOutputStream(eventFile, BUFFER);
        details = new BufferedOutputStream(detailFile);
    }

    void event(byte[] line) throws IOException {
        events.write(line);
        events.write('\n');
    }

    void detail(byte[] line) throws IOException {
        details.write(line);
        details.write('\n');
        detailed = true;
    }

    void checkpoint(byte[] line) throws IOException {
        checkpoints.write(line);
        checkpoints.write('\n');
    }

    /** Begins to force everything written so far to disk, once what was begun before has ended. */
    void force() throws IOException {
        await();
        details.flush();
        events.flush();
        byte[] covering = checkpoints.toByteArray();
        checkpoints.reset();
        boolean withDetails = detailed;
        detailed = false;
        FutureTask<Void> task = new FutureTask<>(() -> {
            force(covering, withDetails);
            return null;
        });
        forcing = task;
        Thread.ofPlatform().daemon().name("audit log to disk").start(task);
    }

    private void force(byte[] covering, boolean withDetails) throws IOException {
        if (withDetails) {
            detailFile.getFD().sync();
        }
        eventFile.getFD().sync();
        checkpointFile.write(covering);
        checkpointFile.getFD().sync();
    }

    /** Waits until what was begun has ended. */
    private void await() throws IOException {
        if (forcing == null) {
            return;
        }
        try {
            forcing.get();
        } catch (ExecutionException e) {
            throw new IOException("the audit log cannot be forced to disk", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the audit log was forced to disk");
        }
    }

    /** Forces everything to disk, and closes the files. */
    @Override
    public void close() throws IOException {
        try (detailFile; eventFile; checkpointFile) {
            force();
            await();
        }
    }
}
