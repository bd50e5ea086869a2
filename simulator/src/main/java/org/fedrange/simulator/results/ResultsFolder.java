package org.fedrange.simulator.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the results of a study lie. Every file is written aside, forced to disk and then moved into place, so that it is there
 * whole or not at all.
 *
 * @param path the folder
 */
public record ResultsFolder(Path path) {
    /** The experiment as resolved. */
    public static final String EXPERIMENT = "experiment.yaml";
    /** The study, for whoever reads the folder without the data. */
    public static final String STUDY = "study.json";
    /** Versions, machine and wall times. */
    public static final String MANIFEST = "manifest.json";
    /** The report. */
    public static final String REPORT = "report.html";

    /** The folder of the study that values were chosen from. */
    public ResultsFolder tuning() {
        return new ResultsFolder(path.resolve("tuning"));
    }

    /** The folder of a cell's audit log. */
    public Path audit(String cell) {
        return path.resolve("audit").resolve(cell);
    }

    /** The file of a cell's final model of a fold. */
    public Path model(String cell, int fold) {
        return path.resolve("models").resolve(cell).resolve("fold-" + fold + ".npz");
    }

    /** The folder of the shadow models that observers of a cell trained, until it is finished. */
    public Path shadows(String cell) {
        return path.resolve("cells").resolve(cell + ".shadows");
    }

    /** The file of a cell's run. */
    public Path cell(String cell) {
        return path.resolve("cells").resolve(cell + ".json");
    }

    /** A finished cell's run; empty where it is missing or broken. */
    public Optional<Run> run(String cell) {
        return read(cell(cell)).flatMap(RunFile::read).filter(run -> run.cell().equals(cell));
    }

    /** The finished runs of a study, by cell; read on all cores. */
    public SortedMap<String, Run> runs(StudyRecord study) {
        SortedMap<String, Run> runs = new TreeMap<>();
        study.cells().parallelStream().flatMap(cell -> run(cell.id()).stream()).toList().forEach(run -> runs.put(run.cell(), run));
        return runs;
    }

    /** Keeps a finished cell's run; what was kept only so that it could go on is taken away. */
    public void save(Run run) {
        write(cell(run.cell()), RunFile.bytes(run));
        discard(shadows(run.cell()));
    }

    private static void discard(Path folder) {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }

    /** A file's content; empty where there is no such file. */
    public Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Writes a text at the top of the folder. */
    public void write(String name, String text) {
        write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file away that speaks of another study; nothing where there is none. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(path.resolve(name) + " cannot be removed", e);
        }
    }

    /** Writes a file, whose folder is made if it is missing. */
    public static void write(Path file, byte[] bytes) {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
