package org.fedrange.simulator.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.simulator.config.Binder;

/**
 * The threats to federated learning that FedRange knows, read from {@code threats.yaml} beside this class.
 *
 * @param versions what the ids were taken from
 * @param elements the data-flow diagram's elements
 * @param threats in order of their ids
 */
public record ThreatCatalogue(
        @Parameter("which editions the ids are from") Versions versions,
        @Parameter("elements of the data-flow diagram") List<Element> elements,
        @Parameter("the threats") List<Threat> threats) {
    private static final String FILE = "threats.yaml";

    public ThreatCatalogue {
        elements = List.copyOf(elements);
        threats = List.copyOf(threats);
    }

    /** The editions that ids refer to. */
    public record Versions(
            @Parameter("of MITRE ATLAS") String atlas,
            @Parameter("of the OWASP Machine Learning Security Top 10") String owaspMl,
            @Parameter("of NIST AI 100-2") String nistAml,
            @Parameter("of the HIPAA Security Rule") String hipaa,
            @Parameter("of MITRE ATT&CK") String attack) {}

    /** An element of the data-flow diagram. */
    public record Element(
            @Parameter("its id: E external, S store, P process, F flow") String id,
            @Parameter("external, store, process or flow") String type,
            @Parameter("what it is") String name,
            @Parameter("the trust zones it lies in, or crosses") List<String> zones) {
        public Element {
            zones = List.copyOf(zones);
        }
    }

    /** The catalogue of this version. */
    public static ThreatCatalogue read() {
        try (InputStream file = Objects.requireNonNull(ThreatCatalogue.class.getResourceAsStream(FILE), FILE)) {
            return new Binder().read(ThreatCatalogue.class, FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** The threat that an attack of this kind carries out; empty where the catalogue names none. */
    public Optional<Threat> of(String attack) {
        return threats.stream().filter(threat -> threat.attacks().contains(attack)).findFirst();
    }
}
