package org.fedrange.simulator.results;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who attacks in a study, in a sentence for its tables: drawn anew with each seed, or the same in all; in either case the same in all rounds. */
public final class AttackerPool {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AttackerPool() {}

    /** The sentence; empty where nobody attacks. */
    public static String of(StudyRecord study) {
        Set<String> pools = new LinkedHashSet<>();
        for (StudyRecord.Entry cell : study.cells()) {
            JsonNode adversary = JSON.readTree(cell.experiment()).path("adversary");
            String kind = adversary.path("attack").path("kind").asString("none");
            if (!kind.equals("none")) {
                pools.add(described(adversary.path("nodes"), adversary.path("data").asString("own").equals("none")));
            }
        }
        return pools.isEmpty() ? "" : "Byzantine nodes: " + String.join("; ", pools) + ".";
    }

    private static String described(JsonNode nodes, boolean extra) {
        if (extra) {
            return nodes.asInt() + " extra, without data";
        }
        return nodes.isArray()
                ? String.join(", ", nodes.valueStream().map(JsonNode::asString).toList()) + ", the same with each seed"
                : nodes.asInt() + " of the hospitals, drawn anew with each seed";
    }
}
