package org.fedrange.simulator.results;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.LineAttack;
import org.fedrange.learning.Kind;
import tools.jackson.databind.JsonNode;

/** Who attacks in a study, in a sentence for its tables: drawn anew with each seed, or the same in all; all of them in each round of attack, or a share. */
public final class AttackerPool {
    private AttackerPool() {}

    /** The sentence; empty where nobody attacks. */
    public static String of(StudyRecord study) {
        Set<String> pools = new LinkedHashSet<>();
        for (StudyRecord.Entry cell : study.cells()) {
            AttackingCoalitions.of(cell).forEach(its -> pools.add(
                    (onLines(its) ? "none, but on the lines of " : lying(its) ? "none, but the coordinator lies to learn of " : "") + described(its.path("nodes"), its.path("data").asString("own"))
                            + turns(its.path("schedule").path("share").asDouble(1))));
        }
        return pools.isEmpty() ? "" : "Byzantine nodes: " + String.join("; ", pools) + ".";
    }

    private static boolean onLines(JsonNode coalition) {
        return isKind(LineAttack.class, coalition);
    }

    private static boolean lying(JsonNode coalition) {
        return isKind(CoordinatorAttack.class, coalition);
    }

    private static boolean isKind(Class<?> family, JsonNode coalition) {
        String kind = coalition.path("attack").path("kind").asString("none");
        return Stream.of(family.getPermittedSubclasses()).anyMatch(type -> Kind.of(type).equals(kind));
    }

    private static String turns(double share) {
        return share == 1 ? ", all of them in each round of attack" : ", of whom a share of " + share + " attacks, drawn anew in each round";
    }

    private static String described(JsonNode nodes, String data) {
        if (data.equals("none")) {
            return nodes.asInt() + " extra, without data";
        }
        if (data.equals("sybil")) {
            return nodes.asInt() + " names of one hospital, which is drawn anew with each seed";
        }
        return nodes.isArray()
                ? String.join(", ", nodes.valueStream().map(JsonNode::asString).toList()) + ", the same with each seed"
                : nodes.asInt() + " of the hospitals, drawn anew with each seed";
    }
}
