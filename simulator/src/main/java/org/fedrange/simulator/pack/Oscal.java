package org.fedrange.simulator.pack;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measured risk as OSCAL 1.1.2 assessment results: an observation by test and a risk for each threat and defense, a finding for each defense.
 *
 * <p>Times are those of the simulation, which has no date: 1970-01-01 stands for its begin. Wall time is in the manifest.
 */
final class Oscal {
    static final String FILE = "oscal-assessment-results.json";
    private static final String BEGIN = "1970-01-01T00:00:00Z";
    private static final String SPACE = "https://fedrange.org/ns/oscal";

    private Oscal() {}

    static String of(Evidence evidence) {
        ObjectNode metadata = Documents.object();
        metadata.put("title", "Measured risk of " + evidence.name());
        metadata.put("last-modified", BEGIN);
        metadata.put("version", evidence.format());
        metadata.put("oscal-version", "1.1.2");
        metadata.put("remarks", "Dates are those of the simulation, which has none; wall time is in manifest.json. No claim of compliance is made.");
        ObjectNode results = Documents.object();
        results.put("uuid", uuid(evidence, "results"));
        results.set("metadata", metadata);
        results.set("import-ap", Documents.object(Map.of("href", "#" + uuid(evidence, "plan"))));
        results.set("results", Documents.array(List.of(result(evidence))));
        ObjectNode plan = Documents.object();
        plan.put("uuid", uuid(evidence, "plan"));
        plan.put("title", "The experiment, which is the plan");
        plan.set("rlinks", Documents.array(List.of(Documents.object(Map.of("href", "experiment.yaml")))));
        results.set("back-matter", Documents.object().set("resources", Documents.array(List.of(plan))));
        return Documents.text(Documents.object().set("assessment-results", results));
    }

    private static ObjectNode result(Evidence evidence) {
        ObjectNode result = Documents.object();
        result.put("uuid", uuid(evidence, "result"));
        result.put("title", "Attacks against defenses, counted");
        result.put("description", Documents.listed(evidence.candidates().stream().map(its -> its.defense() + ": " + its.verdict()).toList()));
        result.put("start", BEGIN);
        ObjectNode controls = Documents.object();
        controls.set("include-controls", Documents.array(List.of(
                Documents.object(Map.of("control-id", "ra-3")), Documents.object(Map.of("control-id", "au-10")), Documents.object(Map.of("control-id", "si-7")))));
        result.set("reviewed-controls", Documents.object().set("control-selections", Documents.array(List.of(controls))));
        if (!evidence.risks().isEmpty()) {
            result.set("observations", Documents.array(evidence.risks().stream().map(row -> observation(evidence, row)).toList()));
            result.set("risks", Documents.array(evidence.risks().stream().map(row -> risk(evidence, row)).toList()));
            result.set("findings", Documents.array(evidence.candidates().stream().map(its -> finding(evidence, its)).toList()));
        }
        return result;
    }

    private static ObjectNode observation(Evidence evidence, Evidence.Risk row) {
        ObjectNode observation = Documents.object();
        observation.put("uuid", uuid(evidence, "observation " + row.threat() + row.defense()));
        observation.put("title", row.threat() + " under " + row.defense());
        observation.put("description", Documents.sentence(row));
        observation.set("methods", Documents.words(List.of("TEST")));
        observation.put("collected", BEGIN);
        return observation;
    }

    private static ObjectNode risk(Evidence evidence, Evidence.Risk row) {
        ObjectNode risk = Documents.object();
        risk.put("uuid", uuid(evidence, "risk " + row.threat() + row.defense()));
        risk.put("title", row.title());
        risk.put("description", Documents.sentence(row));
        risk.put("statement", "Tolerated is a probability of success of " + evidence.criteria().tolerance() + ".");
        risk.put("status", row.verdict().equals("within") ? "closed" : "open");
        List<ObjectNode> ids = evidence.threats().stream().filter(its -> its.id().equals(row.threat())).flatMap(its -> its.atlas().stream())
                .map(id -> threatId(id)).toList();
        if (!ids.isEmpty()) {
            risk.set("threat-ids", Documents.array(ids));
        }
        ObjectNode origin = Documents.object();
        origin.set("actors", Documents.array(List.of(actor(evidence))));
        ObjectNode characterization = Documents.object();
        characterization.set("origin", origin);
        characterization.set("facets", Documents.array(List.of(
                facet("share", row.share()), facet("at-least", row.atLeast()), facet("at-most", row.atMost()), facet("severity", row.severity()))));
        risk.set("characterizations", Documents.array(List.of(characterization)));
        risk.set("related-observations", Documents.array(List.of(
                Documents.object(Map.of("observation-uuid", uuid(evidence, "observation " + row.threat() + row.defense()))))));
        return risk;
    }

    private static ObjectNode threatId(String technique) {
        ObjectNode id = Documents.object();
        id.put("system", "https://atlas.mitre.org");
        id.put("id", "https://atlas.mitre.org/techniques/" + technique);
        return id;
    }

    private static ObjectNode actor(Evidence evidence) {
        ObjectNode actor = Documents.object();
        actor.put("type", "tool");
        actor.put("actor-uuid", uuid(evidence, "tool"));
        return actor;
    }

    private static ObjectNode facet(String name, double value) {
        ObjectNode facet = Documents.object();
        facet.put("name", name);
        facet.put("system", SPACE);
        facet.put("value", Double.toString(value));
        return facet;
    }

    private static ObjectNode finding(Evidence evidence, Evidence.Candidate candidate) {
        ObjectNode target = Documents.object();
        target.put("type", "objective-id");
        target.put("target-id", "ra-3_obj");
        target.set("status", Documents.object(Map.of("state", candidate.verdict().equals("within") ? "satisfied" : "not-satisfied")));
        ObjectNode finding = Documents.object();
        finding.put("uuid", uuid(evidence, "finding " + candidate.defense()));
        finding.put("title", candidate.defense());
        finding.put("description", "Verdict over " + candidate.threatsMeasured() + " threats measured: " + candidate.verdict() + ".");
        finding.set("target", target);
        finding.set("related-risks", Documents.array(evidence.risks().stream().filter(row -> row.defense().equals(candidate.defense()))
                .map(row -> Documents.object(Map.of("risk-uuid", uuid(evidence, "risk " + row.threat() + row.defense())))).toList()));
        return finding;
    }

    private static String uuid(Evidence evidence, String what) {
        return Documents.uuid(evidence.name() + "\n" + evidence.method().build() + "\n" + what);
    }
}
