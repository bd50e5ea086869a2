package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A layer of the ATLAS Navigator (layer 4.3): each technique of a threat that applies, scored from 0 to 100 by the upper bound of the worst defended row that was
 * measured; without a score where nothing was.
 */
final class AtlasLayer {
    static final String FILE = "atlas-layer.json";

    private AtlasLayer() {}

    static String of(Evidence evidence) {
        Map<String, List<Evidence.ThreatEntry>> techniques = new LinkedHashMap<>();
        evidence.threats().stream().filter(Evidence.ThreatEntry::applies)
                .forEach(threat -> threat.atlas().forEach(id -> techniques.computeIfAbsent(id, k -> new ArrayList<>()).add(threat)));
        ObjectNode versions = Documents.object();
        versions.put("attack", "5.6.0");
        versions.put("navigator", "4.9.0");
        versions.put("layer", "4.3");
        ObjectNode layer = Documents.object();
        layer.put("name", evidence.name());
        layer.set("versions", versions);
        layer.put("domain", "atlas-atlas");
        layer.put("description", "Threats that apply to " + evidence.name() + "; the score is the upper bound of the measured probability of success, in percent.");
        List<ObjectNode> entries = new ArrayList<>();
        techniques.forEach((id, threats) -> entries.add(technique(evidence, id, threats)));
        layer.set("techniques", Documents.array(entries));
        ObjectNode gradient = Documents.object();
        gradient.set("colors", Documents.words(List.of("#ffffff", "#c2410c")));
        gradient.put("minValue", 0);
        gradient.put("maxValue", 100);
        layer.set("gradient", gradient);
        return Documents.text(layer);
    }

    private static ObjectNode technique(Evidence evidence, String id, List<Evidence.ThreatEntry> threats) {
        List<String> ids = threats.stream().map(Evidence.ThreatEntry::id).toList();
        List<Evidence.Risk> rows = evidence.risks().stream().filter(row -> ids.contains(row.threat()) && defended(evidence, row)).toList();
        ObjectNode technique = Documents.object();
        technique.put("techniqueID", id);
        if (!rows.isEmpty()) {
            technique.put("score", (int) Math.round(100 * rows.stream().mapToDouble(Evidence.Risk::atMost).max().orElse(0)));
        }
        technique.put("comment", Documents.listed(threats.stream().map(its -> its.id() + " " + its.title() + " (" + its.grade() + ")").toList()));
        technique.put("enabled", true);
        return technique;
    }

    private static boolean defended(Evidence evidence, Evidence.Risk row) {
        return evidence.candidates().stream().anyMatch(its -> its.defense().equals(row.defense()) && !its.plain());
    }
}
