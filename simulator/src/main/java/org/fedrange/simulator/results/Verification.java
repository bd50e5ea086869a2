package org.fedrange.simulator.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.AuditVerifier;
import org.fedrange.simulator.audit.EventLines;
import org.fedrange.simulator.config.CellIdentity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a results folder against itself: every cell's identity follows from its experiment, its audit log is the one that was
 * sealed, the log names the experiment and the results, and the tables follow from the results.
 *
 * @param folder the folder
 * @param study the study it holds
 * @param runs its finished runs, by cell
 * @param digest the digest that the last event of a log gives of a run
 * @param tables the tables that follow from a study's finished runs, by name
 */
public record Verification(
        ResultsFolder folder,
        StudyRecord study,
        Map<String, Run> runs,
        Function<Run, String> digest,
        BiFunction<StudyRecord, Map<String, Run>, ? extends Map<String, String>> tables) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is not as it was sealed, one sentence each, cell by cell; empty where all is well. Cells are checked on all cores. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(study.cells().parallelStream().map(this::problems).toList().stream().flatMap(List::stream).toList());
        tables.apply(study, runs).forEach((name, text) -> compare(name, text, problems));
        new Tables(study, runs).strangers().stream().map(folder.path()::resolve).filter(file -> folder.read(file).isPresent())
                .forEach(file -> problems.add(file + ": is not of this study, which has none"));
        if (study.tuning() != null) {
            problems.addAll(problems(study.tuning()));
        }
        return problems;
    }

    /** Values must follow from the study they say they were chosen from, which is checked like any other. */
    private List<String> problems(Tuning tuning) {
        ResultsFolder its = folder.tuning();
        Optional<StudyRecord> tried = its.read(its.path().resolve(ResultsFolder.STUDY)).flatMap(bytes -> Json.read(StudyRecord.class, bytes));
        if (tried.isEmpty()) {
            return List.of(its.path() + ": the study that values were chosen from is missing");
        }
        Map<String, Run> done = its.runs(tried.get());
        List<String> problems = new ArrayList<>(new Verification(its, tried.get(), done, digest, tables).problems());
        if (done.size() < tried.get().cells().size() || !Tuning.of(tried.get(), done, tuning.path()).equals(tuning)) {
            problems.add(its.path() + ": the values of " + tuning.path() + " do not follow from its results");
        }
        return problems;
    }

    private List<String> problems(StudyRecord.Entry cell) {
        List<String> problems = new ArrayList<>();
        String identity = CellIdentity.of(cell.experiment(), study.build(), cell.data(), cell.portable() ? "" : study.cpu());
        if (!identity.equals(cell.identity()) || !identity.startsWith(cell.id())) {
            problems.add(cell.id() + ": the identity does not follow from experiment, build, data and CPU");
        }
        Run run = runs.get(cell.id());
        if (run != null) {
            problems.addAll(problems(cell, run));
        } else if (Files.exists(folder.cell(cell.id()))) {
            problems.add(folder.cell(cell.id()) + ": is not a finished cell's result");
        }
        return problems;
    }

    private List<String> problems(StudyRecord.Entry cell, Run run) {
        Path log = folder.audit(cell.id());
        EventLines events;
        try {
            events = AuditVerifier.events(log);
        } catch (IOException e) {
            return List.of(log + ": the log cannot be read: " + e);
        }
        List<String> problems = new ArrayList<>();
        AuditVerifier.problem(log, events, new AuditLog.Checkpoint(run.events(), run.logRoot())).ifPresent(problems::add);
        if (events.size() == 0 || !cell.identity().equals(digestIn(events.line(1)))) {
            problems.add(log + ": the first event does not name the cell's experiment");
        } else if (!digest.apply(run).equals(digestIn(events.line(events.size())))) {
            problems.add(folder.cell(cell.id()) + ": is not the result that the last event of its log names");
        }
        events.with("\"" + AuditEvent.MODEL_KEPT + "\"").forEach(event -> model(cell, event).ifPresent(problems::add));
        return problems;
    }

    /** What is wrong with a final model, by the event that names it. */
    private Optional<String> model(StudyRecord.Entry cell, String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JacksonException e) {
            return Optional.of(folder.audit(cell.id()) + ": an event that names a final model is no JSON");
        }
        Path file = folder.model(cell.id(), event.path("fold").asInt(0));
        Optional<byte[]> found = folder.read(file);
        if (found.isEmpty()) {
            return Optional.of(file + ": is missing, though the log names it");
        }
        return Sha256.hex(found.get()).equals(event.path("digest").asString("")) ? Optional.empty() : Optional.of(file + ": is not the final model that the log names");
    }

    private static String digestIn(String event) {
        try {
            JsonNode node = JSON.readTree(event).path("digest");
            return node.isString() ? node.asString() : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    private void compare(String name, String text, List<String> problems) {
        Optional<byte[]> found = folder.read(folder.path().resolve(name));
        if (found.isEmpty()) {
            problems.add(folder.path().resolve(name) + ": is missing");
        } else if (!java.util.Arrays.equals(found.get(), text.getBytes(StandardCharsets.UTF_8))) {
            problems.add(folder.path().resolve(name) + ": does not follow from the results of the cells");
        }
    }
}
