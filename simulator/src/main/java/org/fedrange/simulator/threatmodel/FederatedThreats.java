package org.fedrange.simulator.threatmodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.evidence.Threat;
import org.fedrange.simulator.evidence.ThreatCatalogue;

/**
 * Which threats to federated learning apply to an experiment, each with its reason, and what stands against them in how many of its configurations.
 *
 * @param catalogue the threats
 * @param experiments one of each configuration, resolved
 */
public record FederatedThreats(ThreatCatalogue catalogue, List<Experiment> experiments) {
    public FederatedThreats {
        experiments = List.copyOf(experiments);
        if (experiments.isEmpty()) {
            throw new IllegalArgumentException("experiments must be at least one");
        }
    }

    /**
     * One threat here.
     *
     * @param applies whether it applies
     * @param reason why, or why not
     * @param strikes names of the parts of the diagram that it strikes
     * @param inForce what stands against it, and in how many configurations where not in all
     * @param notInForce kinds of the catalogue that would stand against it and are switched on nowhere
     * @param planned what would stand against it and is not built
     * @param tried kinds of attack of this threat that the experiment tries
     */
    public record Applied(
            Threat threat, boolean applies, String reason, List<String> strikes, List<String> inForce, List<String> notInForce, List<String> planned,
            List<String> tried) {
        public Applied {
            strikes = List.copyOf(strikes);
            inForce = List.copyOf(inForce);
            notInForce = List.copyOf(notInForce);
            planned = List.copyOf(planned);
            tried = List.copyOf(tried);
        }
    }

    /** The diagram of all configurations. */
    public Pipeline diagram() {
        return Topology.of(experiments.getFirst().name(), experiments);
    }

    /** Every threat of the catalogue, in its order. */
    public List<Applied> all() {
        List<Pipeline> diagrams = experiments.stream().map(experiment -> new Topology(experiment).diagram()).toList();
        Pipeline merged = diagram();
        return catalogue.threats().stream().map(threat -> applied(threat, diagrams, merged)).toList();
    }

    private Applied applied(Threat threat, List<Pipeline> diagrams, Pipeline merged) {
        List<Part> struck = merged.parts().stream().filter(part -> threat.elements().contains(part.id())).toList();
        Map<String, Integer> counts = new LinkedHashMap<>();
        diagrams.forEach(diagram -> against(threat, diagram).forEach(control -> counts.merge(control, 1, Integer::sum)));
        List<String> inForce = counts.entrySet().stream().map(its -> its.getValue() == diagrams.size()
                ? its.getKey() : its.getKey() + " (in " + its.getValue() + " of " + diagrams.size() + " configurations)").toList();
        List<String> notInForce = Stream.concat(threat.controls().stream(), threat.defenses().stream()).filter(kind -> !counts.containsKey(kind)).toList();
        List<String> lacking = threat.requires().stream().filter(needed -> !has(needed, merged)).map(FederatedThreats::lack).toList();
        boolean applies = lacking.isEmpty() && !struck.isEmpty();
        String reason = !lacking.isEmpty() ? String.join("; ", lacking)
                : struck.isEmpty() ? "nothing that it strikes is in this diagram"
                : "strikes " + struck.stream().map(Part::name).distinct().collect(Collectors.joining(", "))
                        + (inForce.isEmpty() ? "; nothing that the catalogue names stands against it there" : "");
        List<String> tried = experiments.stream()
                .flatMap(its -> Stream.<Object>concat(its.adversary().attacks().stream(), its.inference().stream())).filter(attack -> carriesOut(attack, threat))
                .map(attack -> Kind.of(attack.getClass())).distinct().toList();
        return new Applied(threat, applies, reason, struck.stream().map(Part::name).toList(), inForce, notInForce, threat.planned(), tried);
    }

    /** By its kind, or by what an observer sees. */
    private static boolean carriesOut(Object attack, Threat threat) {
        return threat.attacks().contains(Kind.of(attack.getClass()))
                || (attack instanceof InferenceAttack observer && threat.observers().contains(Kind.of(observer.knowledge())));
    }

    /** What stands against a threat in one configuration: its kinds wherever they are, controls where they stand at what it strikes. */
    private static List<String> against(Threat threat, Pipeline diagram) {
        List<String> against = new ArrayList<>();
        for (Part part : diagram.parts()) {
            for (String control : part.controls()) {
                boolean there = threat.defenses().contains(control)
                        || (threat.controls().contains(control) && threat.elements().contains(part.id()));
                if (there && !against.contains(control)) {
                    against.add(control);
                }
            }
        }
        return against;
    }

    private boolean has(Threat.Requirement needed, Pipeline diagram) {
        return switch (needed) {
            case PERSONAL_DATA -> diagram.data().stream().anyMatch(DataClass::personal);
            case PREDICTIONS -> diagram.elements().stream().anyMatch(
                    element -> element.role() == ElementRole.SERVING || element.role() == ElementRole.RECOMMENDATION);
            case PRIVACY_SAFEGUARD -> diagram.parts().stream().flatMap(part -> part.controls().stream()).anyMatch(this::keepsPrivate);
        };
    }

    /** Whether a kind stands against a threat whose only letter is I: information disclosure. */
    private boolean keepsPrivate(String control) {
        return catalogue.threats().stream().anyMatch(threat -> threat.stride().equals(List.of("I")) && threat.defenses().contains(control));
    }

    private static String lack(Threat.Requirement needed) {
        return switch (needed) {
            case PERSONAL_DATA -> "the data are not about people";
            case PREDICTIONS -> "it strikes a service that answers with predictions, and training has none; what users of the released model do lies outside";
            case PRIVACY_SAFEGUARD -> "no safeguard of privacy is on that somebody could switch off";
        };
    }
}
