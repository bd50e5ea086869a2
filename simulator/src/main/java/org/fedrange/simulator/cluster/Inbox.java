package org.fedrange.simulator.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Parcels that are on their way: each grows part by part, in order, whatever is sent twice or too early. */
final class Inbox implements Closeable {
    private final Path folder;
    private final Map<String, Integer> next = new HashMap<>();

    /** An empty one, whatever a run that ended in the middle left. */
    Inbox(Path folder) throws IOException {
        this.folder = folder;
        close();
        Files.createDirectories(folder);
    }

    /** Forgets what has come of a cell: another lane begins anew. */
    void forget(String cell) throws IOException {
        next.remove(cell);
        Files.deleteIfExists(file(cell));
    }

    /** Takes a part in, or leaves it where it is not the next; gives the parcel once it is whole. */
    Optional<Parcel> take(Sent.Part part) throws IOException {
        if (part.number() != next(part.cell())) {
            return Optional.empty();
        }
        Files.write(file(part.cell()), part.bytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        next.put(part.cell(), part.number() + 1);
        if (part.digest().isEmpty()) {
            return Optional.empty();
        }
        Parcel parcel = new Parcel(part.cell(), file(part.cell()));
        if (parcel.digest().equals(part.digest())) {
            return Optional.of(parcel);
        }
        // Not what was sent: from the beginning.
        forget(part.cell());
        return Optional.empty();
    }

    /** Number of the part that is wanted next. */
    int next(String cell) {
        return next.getOrDefault(cell, 0);
    }

    private Path file(String cell) {
        return folder.resolve(cell + ".zip");
    }

    /** Takes everything away. */
    @Override
    public void close() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path each : left.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }
}
