package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fedrange.learning.Kind;
import org.junit.jupiter.api.Test;

/** The page of threats is what the catalogue says. With {@code -Dthreats.write=true} in the JVM's arguments it is written anew. */
class ThreatPageTest {
    private static final Path PAGE = Path.of("..", "docs", "threats.md");
    private static final ThreatCatalogue CATALOGUE = ThreatCatalogue.read();

    @Test
    void thePageIsTheCatalogue() throws IOException {
        String page = page();
        if (Boolean.getBoolean("threats.write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE));
    }

    private static String page() {
        ThreatCatalogue.Versions versions = CATALOGUE.versions();
        return """
                # Threats to federated learning

                What can go wrong, where others list it, which attacks of FedRange carry it out, and what stands against it. `fedrange threat-model FILE` says which of them apply to an
                experiment, and why; [measured risk](risk.md) says how success is decided and counted. That the kinds named are those there are, and the reverse, is a test.

                Ids are of MITRE ATLAS %s, OWASP Machine Learning Security Top 10 (%s), NIST %s, HIPAA (%s). No authority publishes mappings of attacks on federated learning: they are
                judgement.

                %s"""
                .formatted(versions.atlas(), versions.owaspMl(), versions.nistAml(), versions.hipaa(), CATALOGUE.threats().stream().map(ThreatPageTest::section).collect(Collectors.joining("\n")));
    }

    private static String section(Threat threat) {
        Map<String, String> elements = CATALOGUE.elements().stream().collect(Collectors.toMap(ThreatCatalogue.Element::id, ThreatCatalogue.Element::name));
        return "## " + threat.id() + ": " + threat.title() + "\n\n"
                + line("who", List.of(threat.attacker()))
                + line("strikes", threat.elements().stream().map(id -> id + " (" + elements.get(id) + ")").toList())
                + line("applies only with", threat.requires().stream().map(Kind::of).toList())
                + line("success", List.of(Kind.of(threat.criterion())))
                + line("attacks", code(threat.attacks()))
                + line("whoever observes", threat.observers())
                + line("against it", code(threat.defenses()))
                + line("controls of a pipeline", code(threat.controls()))
                + line("not built", threat.planned())
                + line("STRIDE", threat.stride()) + line("LINDDUN", threat.linddun()) + line("MITRE ATLAS", threat.atlas()) + line("its mitigations", threat.mitigations())
                + line("MITRE ATT&CK", threat.attack()) + line("OWASP ML", threat.owaspMl()) + line("NIST AI 100-2", threat.nistAml()) + line("HIPAA", threat.hipaa())
                + line("note", threat.note().isEmpty() ? List.of() : List.of(threat.note()));
    }

    private static List<String> code(List<String> kinds) {
        return kinds.stream().map(kind -> "`" + kind + "`").toList();
    }

    private static String line(String name, List<String> values) {
        return values.isEmpty() ? "" : "- " + name + ": " + String.join(", ", values) + "\n";
    }
}
