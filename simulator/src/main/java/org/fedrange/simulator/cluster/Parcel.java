package org.fedrange.simulator.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.RunFile;

/**
 * All that came of one cell, as one file that travels: its run, its audit log, its final models, under their names in a results folder.
 *
 * @param cell the cell's id
 * @param file a zip archive
 */
record Parcel(String cell, Path file) {
    /** Bytes of a part: messages and their heads stay below Akka's frame of 256 KiB. */
    static final int PART = 128 << 10;

    /** Packs what a folder holds of a cell. */
    static Parcel packed(String cell, ResultsFolder folder, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(folder.path())) {
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(name(folder, each)));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
        return new Parcel(cell, file);
    }

    private static String name(ResultsFolder folder, Path file) {
        return folder.path().relativize(file).toString().replace('\\', '/');
    }

    /** Number of parts, at least one. */
    int parts() throws IOException {
        return (int) Math.max(1, (Files.size(file) + PART - 1) / PART);
    }

    /** A part, from 0. */
    byte[] part(int number) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long begin = (long) number * PART;
            byte[] bytes = new byte[(int) Math.min(PART, open.length() - begin)];
            open.seek(begin);
            open.readFully(bytes);
            return bytes;
        }
    }

    /** SHA-256 of the file. */
    String digest() throws IOException {
        return Sha256.hex(Files.readAllBytes(file));
    }

    /**
     * Puts everything into its place in a results folder, but the run, which makes a cell a finished one and is given back.
     *
     * @throws ZipException where it holds anything that is not the cell's
     */
    Run unpack(ResultsFolder folder) throws IOException {
        Run run = null;
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path place = place(entry.getName(), folder);
                if (place.equals(folder.cell(cell).normalize())) {
                    run = RunFile.read(zip.readAllBytes()).filter(its -> its.cell().equals(cell))
                            .orElseThrow(() -> new ZipException(cell + ": what came is not its run"));
                } else {
                    ResultsFolder.write(place, zip.readAllBytes());
                }
            }
        }
        if (run == null) {
            throw new ZipException(cell + ": no run came with it");
        }
        return run;
    }

    private Path place(String name, ResultsFolder folder) throws ZipException {
        Path place = folder.path().resolve(name).normalize();
        Path models = Objects.requireNonNull(folder.model(cell, 1).normalize().getParent());
        boolean own = place.equals(folder.cell(cell).normalize()) || List.of(folder.audit(cell).normalize(), models).contains(place.getParent());
        if (!own) {
            throw new ZipException(name + " is no file of cell " + cell);
        }
        return place;
    }
}
