package org.fedrange.simulator.audit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether all hospitals were shown the same model, by a log alone: each records the digest of the model that reached it, and its line points to the one in which the coordinator
 * recorded what it sent. Sent were, in round 3, {@code ab..}; {@code Alpha} received {@code ab..}, {@code Beta} {@code cd..}: Beta was shown another model, or it was changed on its way.
 * A coordinator that writes down a model it sent to nobody is found by all of them.
 */
public final class SplitView {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SplitView() {}

    /**
     * A hospital that received another model than the coordinator says it sent.
     *
     * @param line number of the hospital's record in the log, from 1
     * @param fold the fold, from 1
     * @param round the round, from 1
     * @param hospital its name
     * @param received digest of what reached it
     * @param sent digest of what the coordinator recorded; empty where it recorded nothing
     */
    public record Difference(int line, int fold, int round, String hospital, String received, String sent) {
        @Override
        public String toString() {
            return "line " + line + ": fold " + fold + ", round " + round + ": " + hospital + " received the model " + received + ", the coordinator recorded "
                    + (sent.isEmpty() ? "none" : sent);
        }
    }

    /** Every difference, in the order of the log's lines. */
    public static List<Difference> in(List<String> lines) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(AuditEvent.MODEL_RECEIVED)) {
                JsonNode event = JSON.readTree(lines.get(i));
                String received = event.path("digest").asString("");
                String sent = sent(lines, event);
                if (event.path("action").asString("").equals(AuditEvent.MODEL_RECEIVED) && !received.equals(sent)) {
                    differences.add(new Difference(
                            i + 1, event.path("fold").asInt(0), event.path("round").asInt(0), event.path("actor").asString(""), received, sent));
                }
            }
        }
        return differences;
    }

    private static String sent(List<String> lines, JsonNode event) {
        int peer = event.path("peer").asInt(0);
        return peer < 1 || peer > lines.size() ? "" : JSON.readTree(lines.get(peer - 1)).path("digest").asString("");
    }
}
