package org.fedrange.simulator.pack;

import java.util.List;
import java.util.Map;
import org.fedrange.learning.Sha256;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measured risk as SARIF 2.1.0: a rule for each threat, a result for each threat and defense, at the line of the experiment where the attack stands.
 *
 * <p>Kind fail and level error where the tolerance is exceeded, review where it takes more runs to tell, pass where it is kept.
 */
final class Sarif {
    static final String FILE = "results.sarif";

    private Sarif() {}

    static String of(Evidence evidence) {
        ObjectNode driver = Documents.object();
        driver.put("name", "FedRange");
        driver.put("version", evidence.format());
        driver.set("rules", Documents.array(evidence.threats().stream().map(Sarif::rule).toList()));
        ObjectNode run = Documents.object();
        run.set("tool", Documents.object().set("driver", driver));
        run.set("results", Documents.array(evidence.risks().stream().map(Sarif::result).toList()));
        ObjectNode log = Documents.object();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.set("runs", Documents.array(List.of(run)));
        return Documents.text(log);
    }

    private static ObjectNode rule(Evidence.ThreatEntry threat) {
        ObjectNode rule = Documents.object();
        rule.put("id", threat.id());
        rule.put("name", threat.title());
        rule.set("shortDescription", Documents.object(Map.of("text", threat.title())));
        rule.set("fullDescription", Documents.object(Map.of("text", threat.title() + ". Attacker: " + threat.attacker() + ".")));
        ObjectNode properties = Documents.object();
        properties.set("tags", Documents.words(java.util.stream.Stream.of(threat.atlas(), threat.owaspMl(), threat.nistAml(), threat.hipaa()).flatMap(List::stream).toList()));
        rule.set("properties", properties);
        return rule;
    }

    private static ObjectNode result(Evidence.Risk row) {
        ObjectNode result = Documents.object();
        result.put("ruleId", row.threat());
        result.put("kind", switch (row.verdict()) {
            case "within" -> "pass";
            case "exceeds" -> "fail";
            default -> "review";
        });
        // A result of another kind than fail has the level none, as section 3.27.10 demands.
        result.put("level", row.verdict().equals("exceeds") ? "error" : "none");
        result.set("message", Documents.object(Map.of("text", Documents.sentence(row))));
        ObjectNode physical = Documents.object();
        physical.set("artifactLocation", Documents.object(Map.of("uri", "experiment.yaml")));
        physical.set("region", Documents.object().put("startLine", row.line()));
        result.set("locations", Documents.array(List.of(Documents.object().set("physicalLocation", physical))));
        result.set("partialFingerprints", Documents.object(Map.of(
                "threatAndDefense/v1", Sha256.hex((row.threat() + "\n" + row.defense()).getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
        ObjectNode properties = Documents.object();
        properties.put("security-severity", Double.toString(Assembly.rounded(10 * row.atMost())));
        properties.put("grade", row.grade());
        properties.put("furtherRuns", row.furtherRuns());
        result.set("properties", properties);
        return result;
    }
}
