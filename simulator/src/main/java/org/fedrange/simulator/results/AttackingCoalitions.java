package org.fedrange.simulator.results;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who attacks in a cell, as its recorded experiment says: the adversary as the first coalition, then the others, without those that do nothing. */
public final class AttackingCoalitions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AttackingCoalitions() {}

    /** Each with its keys {@code nodes}, {@code schedule} and {@code attack}; empty where nobody attacks. */
    public static List<JsonNode> of(StudyRecord.Entry cell) {
        JsonNode adversary = JSON.readTree(cell.experiment()).path("adversary");
        return Stream.concat(Stream.of(adversary), adversary.path("coalitions").valueStream()).filter(its -> !kind(its).equals("none")).toList();
    }

    /** Kinds of their attacks, each once. */
    public static List<String> kinds(StudyRecord.Entry cell) {
        return of(cell).stream().map(AttackingCoalitions::kind).distinct().toList();
    }

    private static String kind(JsonNode coalition) {
        return coalition.path("attack").path("kind").asString("none");
    }
}
