package org.fedrange.simulator.pack;

import tools.jackson.databind.node.ObjectNode;

/** What a policy engine is given: verdicts, bounds and owners, without the rest. */
final class PolicyInput {
    static final String FILE = "input.json";

    private PolicyInput() {}

    static String of(Evidence evidence) {
        ObjectNode input = Documents.object();
        input.put("format", evidence.format());
        input.put("name", evidence.name());
        input.put("tolerance", evidence.criteria().tolerance());
        input.set("candidates", Documents.array(evidence.candidates().stream().map(its -> Documents.object()
                .put("defense", its.defense()).put("plain", its.plain()).put("verdict", its.verdict()).put("further_runs", its.furtherRuns())).toList()));
        input.set("risks", Documents.array(evidence.risks().stream().map(row -> Documents.object().put("threat", row.threat()).put("defense", row.defense())
                .put("at_least", row.atLeast()).put("at_most", row.atMost()).put("runs", row.runs()).put("verdict", row.verdict()).put("grade", row.grade())
                .put("owner", row.decision() == null ? "" : row.decision().owner())).toList()));
        input.set("unmeasured", Documents.words(evidence.threats().stream()
                .filter(its -> its.applies() && !its.counted()).map(Evidence.ThreatEntry::id).toList()));
        return Documents.text(input);
    }
}
