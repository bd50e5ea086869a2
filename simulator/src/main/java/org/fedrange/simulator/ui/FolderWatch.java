package org.fedrange.simulator.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;

/**
 * Shows what another process leaves in a results folder. Files come into place whole, so it is enough to look now and then which are there. Looking is portable
 * and works over a network, where being told of changes does not.
 */
public final class FolderWatch {
    private final ResultsFolder folder;
    private final LiveView view;
    private Optional<FileTime> written = Optional.empty();

    /** Nothing of the folder is known before the first look. */
    public FolderWatch(ResultsFolder folder, LiveView view) {
        this.folder = folder;
        this.view = view;
    }

    /** Shows what is new since the last look. Each run, also one that goes on, writes its study first. */
    public void look() {
        Path file = folder.path().resolve(ResultsFolder.STUDY);
        Optional<FileTime> now = time(file);
        if (now.equals(written)) {
            view.unfinished().stream().filter(cell -> Files.exists(folder.cell(cell))).forEach(cell -> folder.run(cell).ifPresent(view::finished));
        } else {
            written = now;
            folder.read(file).flatMap(bytes -> Json.read(StudyRecord.class, bytes)).ifPresent(study -> view.become(study, folder.runs(study)));
        }
        view.reported(Files.exists(folder.path().resolve(ResultsFolder.REPORT)));
    }

    private static Optional<FileTime> time(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
