package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fedrange.simulator.threatmodel.DataClass;
import org.fedrange.simulator.threatmodel.DataFlowSvg;
import org.fedrange.simulator.threatmodel.Element;
import org.fedrange.simulator.threatmodel.ElementRole;
import org.fedrange.simulator.threatmodel.Flow;
import org.fedrange.simulator.threatmodel.PartType;
import org.fedrange.simulator.threatmodel.Pipeline;
import tools.jackson.databind.node.ObjectNode;

/**
 * The threat model as a TM-BOM, the schema of OWASP's Threat Model Library in its version 1.0.2. Its scales of likelihood and impact are frequencies and money,
 * which a simulation does not know: risks are left out, and the measured figures stand under extensions.
 */
final class ThreatModelBom {
    static final String FILE = "threat-model.tmbom.json";

    private ThreatModelBom() {}

    static String of(Evidence evidence) {
        Pipeline diagram = evidence.diagram();
        ObjectNode bom = Documents.object();
        bom.put("$schema", "https://github.com/OWASP/www-project-threat-model-library/blob/v1.0.2/threat-model.schema.json");
        bom.put("version", "1");
        bom.set("scope", scope(evidence));
        bom.set("diagrams", Documents.array(List.of(
                Documents.object().put("title", "Data flows").put("type", "svg").put("source", DataFlowSvg.of(diagram)))));
        bom.set("trust_zones", Documents.array(diagram.zones().stream().map(zone -> named(zone.id(), zone.name(), "Trust " + zone.trust() + " of 10")).toList()));
        bom.set("trust_boundaries", Documents.array(boundaries(diagram)));
        bom.set("actors", Documents.array(of(diagram, PartType.EXTERNAL).stream().map(ThreatModelBom::actor).toList()));
        bom.set("components", Documents.array(of(diagram, PartType.PROCESS).stream().map(ThreatModelBom::placed).toList()));
        bom.set("data_stores", Documents.array(of(diagram, PartType.STORE).stream().map(store -> placed(store).put("type", "object")).toList()));
        bom.set("data_sets", Documents.array(diagram.data().stream().map(data -> dataSet(diagram, data)).toList()));
        bom.set("data_flows", Documents.array(diagram.flows().stream().map(flow -> flow(diagram, flow)).toList()));
        bom.set("threat_personas", Documents.array(personas(evidence)));
        bom.set("threats", Documents.array(applying(evidence).stream().map(ThreatModelBom::threat).toList()));
        bom.set("controls", Documents.array(controls(evidence)));
        ObjectNode extensions = Documents.object();
        extensions.set("fedrange.org/evidence/measured", Documents.array(evidence.risks().stream().map(ThreatModelBom::measured).toList()));
        bom.set("extensions", extensions);
        return Documents.text(bom);
    }

    private static ObjectNode scope(Evidence evidence) {
        boolean personal = evidence.diagram().data().stream().anyMatch(DataClass::personal);
        ObjectNode scope = named(evidence.name(), evidence.name(), evidence.diagram().about());
        scope.remove("symbolic_name");
        scope.put("business_criticality", "moderate");
        scope.set("data_sensitivity", Documents.words(personal ? List.of("phi") : List.of("biz")));
        scope.put("exposure", "external");
        scope.put("tier", "important");
        return scope;
    }

    private static List<Element> of(Pipeline diagram, PartType type) {
        return diagram.elements().stream().filter(element -> element.type() == type).toList();
    }

    private static ObjectNode named(String id, String title, String description) {
        return Documents.object().put("symbolic_name", symbol(id)).put("title", title).put("description", description);
    }

    /** Small letters, digits and dashes alone are allowed. */
    private static String symbol(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z-]+", "-");
    }

    private static List<ObjectNode> boundaries(Pipeline diagram) {
        Set<String> pairs = new java.util.LinkedHashSet<>();
        List<ObjectNode> boundaries = new ArrayList<>();
        for (Flow flow : diagram.flows()) {
            String from = symbol(diagram.element(flow.from()).zone());
            String to = symbol(diagram.element(flow.to()).zone());
            if (!from.equals(to) && pairs.add(from.compareTo(to) < 0 ? from + " " + to : to + " " + from)) {
                boundaries.add(Documents.object().put("trust_zone_a", from).put("trust_zone_b", to));
            }
        }
        return boundaries;
    }

    private static ObjectNode actor(Element element) {
        return named(element.id(), element.name(), element.name()).put("type", element.role() == ElementRole.OPERATOR ? "administrator" : "third_party")
                .put("trust_zone", symbol(element.zone()));
    }

    private static ObjectNode placed(Element element) {
        return named(element.id(), element.name(), element.controls().isEmpty() ? element.name() : element.name() + ". In force: " + Documents.listed(element.controls()))
                .put("trust_zone", symbol(element.zone()));
    }

    private static ObjectNode dataSet(Pipeline diagram, DataClass data) {
        ObjectNode set = named(data.id(), data.name(), data.name());
        set.set("placements", Documents.array(of(diagram, PartType.STORE).stream().filter(store -> store.holds().contains(data.id()))
                .map(store -> Documents.object().put("data_store", symbol(store.id()))).toList()));
        set.set("data_sensitivity", Documents.words(data.personal() ? List.of("phi") : List.of()));
        return set;
    }

    private static ObjectNode flow(Pipeline diagram, Flow flow) {
        ObjectNode node = named(flow.id(), flow.name(), flow.name() + (flow.controls().isEmpty() ? "" : ". In force: " + Documents.listed(flow.controls())));
        node.set("source", end(diagram, flow.from()));
        node.set("destination", end(diagram, flow.to()));
        node.put("has_sensitive_data", diagram.data(flow).stream().anyMatch(DataClass::personal));
        return node.put("encrypted", flow.controls().contains("authenticated-encryption"));
    }

    private static ObjectNode end(Pipeline diagram, String id) {
        return Documents.object().put("type", switch (diagram.element(id).type()) {
            case EXTERNAL -> "actor";
            case STORE -> "data-store";
            case PROCESS, FLOW -> "component";
        }).put("object", symbol(id));
    }

    private static List<Evidence.ThreatEntry> applying(Evidence evidence) {
        return evidence.threats().stream().filter(Evidence.ThreatEntry::applies).toList();
    }

    private static List<ObjectNode> personas(Evidence evidence) {
        return applying(evidence).stream().map(Evidence.ThreatEntry::attacker).distinct().map(who -> {
            ObjectNode persona = named(who, who, who);
            persona.put("is_person", true).put("skill_level", "engineer").put("access_level", "user").put("malicious_intent", true);
            return persona.put("applicability_to_org", "moderate");
        }).toList();
    }

    private static ObjectNode threat(Evidence.ThreatEntry threat) {
        ObjectNode node = named(threat.id(), threat.title(), threat.title() + ". " + threat.reason() + ".");
        node.put("threat_persona", symbol(threat.attacker())).put("event", threat.title());
        node.set("sources", Documents.words(List.of("adversary")));
        return node;
    }

    /** What is in force, and against which threats. */
    private static List<ObjectNode> controls(Evidence evidence) {
        Map<String, List<String>> against = new LinkedHashMap<>();
        applying(evidence).forEach(threat -> threat.inForce().forEach(
                control -> against.computeIfAbsent(control, k -> new ArrayList<>()).add(symbol(threat.id()))));
        List<ObjectNode> controls = new ArrayList<>();
        against.forEach((control, threats) -> {
            ObjectNode node = named(control, control, control);
            node.set("threats", Documents.words(threats));
            controls.add(node.put("status", "active").put("priority", "medium"));
        });
        return controls;
    }

    private static ObjectNode measured(Evidence.Risk row) {
        return Documents.object().put("threat", symbol(row.threat())).put("defense", row.defense()).put("successes", row.successes()).put("runs", row.runs())
                .put("atLeast", row.atLeast()).put("atMost", row.atMost()).put("verdict", row.verdict()).put("grade", row.grade());
    }
}
