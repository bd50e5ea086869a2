package org.fedrange.simulator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;

/** A results folder as a command was given it. */
record ResultsArgument(ResultsFolder folder, StudyRecord study) {

    /** The cell with this id, or refuses. */
    StudyRecord.Entry cell(String id) {
        return study.cells().stream().filter(its -> its.id().equals(id)).findFirst()
                .orElseThrow(() -> new Refusal(folder.path() + ": has no cell " + id + "; study.json names the cells"));
    }

    /** Reads what the folder holds, or refuses. */
    static ResultsArgument read(Path path) {
        ResultsFolder folder = new ResultsFolder(path);
        Path file = path.resolve(ResultsFolder.STUDY);
        if (!Files.isDirectory(path)) {
            throw new Refusal(path + ": there is no such folder; results lie in results/NAME after fedrange run");
        }
        byte[] bytes = folder.read(file)
                .orElseThrow(() -> new Refusal(path + ": is no results folder: it has no " + ResultsFolder.STUDY));
        StudyRecord study = Json.read(StudyRecord.class, bytes)
                .orElseThrow(() -> new Refusal(file + ": is not a study as fedrange run writes it"));
        return new ResultsArgument(folder, study);
    }
}
