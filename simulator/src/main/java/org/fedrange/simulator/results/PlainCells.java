package org.fedrange.simulator.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What cells are compared with: a rule or stage with the plain mean in its place, and what hospitals do, or how updates are added up, with the cell of the same attack, setting and seed
 * in which nothing at all defends.
 *
 * <p>Example: local-dp + krum is compared with local-dp + mean, its baseline; local-dp + mean, which is a baseline itself, with mean.
 */
public final class PlainCells {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, StudyRecord.Entry> byId = new HashMap<>();
    private final Map<List<Object>, StudyRecord.Entry> plain = new HashMap<>();

    /** Of a study's cells. */
    public PlainCells(StudyRecord study) {
        study.cells().forEach(cell -> {
            byId.put(cell.id(), cell);
            if (plain(cell)) {
                plain.putIfAbsent(where(cell), cell);
            }
        });
    }

    /** Whether nothing defends: the plain mean of updates as they come. */
    public static boolean plain(StudyRecord.Entry cell) {
        JsonNode experiment = JSON.readTree(cell.experiment());
        return cell.id().equals(cell.baseline()) && experiment.path("defenses").isEmpty() && experiment.path("stages").isEmpty()
                && experiment.path("secureAggregation").path("kind").asString("none").equals("none");
    }

    /** What a cell is compared with; empty where nothing defends in it, or the study has no such cell. */
    public Optional<StudyRecord.Entry> of(StudyRecord.Entry cell) {
        return plain(cell) ? Optional.empty() : Optional.ofNullable(cell.id().equals(cell.baseline()) ? plain.get(where(cell)) : byId.get(cell.baseline()));
    }

    private static List<Object> where(StudyRecord.Entry cell) {
        return List.of(cell.attack(), cell.setting(), cell.seed());
    }
}
