package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.attacks.Knowledge;
import org.fedrange.attacks.LineAttack;
import org.fedrange.attacks.None;
import org.fedrange.attacks.SybilEnrolment;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.Ally;
import org.fedrange.simulator.ByzantineData;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Schedule;

/**
 * On which terms an experiment has an adversary.
 *
 * @param given the experiment
 * @param hospitals the names of all
 */
record AdversaryTerms(Given given, List<String> hospitals) {
    /** The adversary with all its coalitions, of which no two share a hospital. */
    Adversary resolved() {
        Adversary adversary = given.experiment().adversary();
        tapped(adversary);
        Adversary first = coalition("adversary", adversary);
        Set<String> taken = new TreeSet<>(first.nodes().names());
        List<Ally> allies = new ArrayList<>();
        for (int i = 0; i < adversary.coalitions().size(); i++) {
            String at = "adversary.coalitions[" + i + "]";
            Adversary its = coalition(at, adversary.coalitions().get(i).alone());
            if (its.nodes().count() == 0) {
                throw given.refusal(at + ".nodes", "a coalition has at least one hospital, got 0");
            }
            for (String name : its.nodes().names()) {
                if (!taken.add(name)) {
                    throw given.refusal(at + ".nodes", Words.shown(name) + " belongs to another coalition already: no two share a hospital");
                }
            }
            allies.add(new Ally(its.nodes(), its.knowledge(), its.schedule(), its.attack()));
        }
        int turned = adversary.count() - adversary.extra();
        if (turned >= hospitals.size()) {
            throw given.refusal("adversary.coalitions", "at least one of the " + hospitals.size() + " hospitals must be honest, got " + turned
                    + " Byzantine in all coalitions together");
        }
        return new Adversary(first.nodes(), first.data(), first.knowledge(), first.schedule(), first.attack(), allies);
    }

    /** Refuses an adversary on lines where it could not sit. */
    private void tapped(Adversary adversary) {
        for (int i = 0; i < adversary.coalitions().size(); i++) {
            Attack its = adversary.coalitions().get(i).attack();
            if (!its.ownsNodes()) {
                throw given.refusal("adversary.coalitions[" + i + "].attack", "a coalition owns hospitals, and " + Kind.of(its.getClass())
                        + " is an attack " + at(its) + "; write it as adversary.attack");
            }
        }
        Attack attack = adversary.attack();
        if (attack.ownsNodes()) {
            return;
        }
        String kind = Kind.of(attack.getClass());
        if (!adversary.coalitions().isEmpty()) {
            throw given.refusal("adversary.coalitions", "there are none beside the attack " + kind + ", which sits " + at(attack) + "; leave them out");
        }
        if (adversary.data() != ByzantineData.OWN) {
            throw given.refusal("adversary.data", "the attack " + kind + " sits " + at(attack) + " and owns no node; write data: own");
        }
        if (attack instanceof CoordinatorAttack lying) {
            new LyingTerms(given.experiment(), lying).objection(adversary).ifPresent(its -> {
                throw given.refusal(its.path(), its.why());
            });
        } else if (given.experiment().secureAggregation() instanceof MaskedSum) {
            throw given.refusal("adversary.attack", "the attack " + kind + " strikes at single updates, and under secure aggregation there are none on the line; write secureAggregation: {kind: none}");
        }
    }

    private static String at(Attack attack) {
        return attack instanceof LineAttack ? "on lines" : "at the coordinator";
    }

    /** One coalition, whose place is {@code at}. */
    private Adversary coalition(String at, Adversary adversary) {
        if (adversary.attack() instanceof SybilEnrolment && adversary.data() != ByzantineData.SYBIL) {
            throw given.refusal(at + ".attack", "the attack sybil-enrolment enrols one hospital under further names; write it as adversary.attack with data: sybil, and nodes as their number");
        }
        ChosenNodes nodes = nodes(at, adversary);
        int rounds = given.experiment().rounds();
        if (adversary.attack() instanceof None none) {
            return new Adversary(nodes, adversary.data(), none.needs(), new Schedule(1, rounds, 1, 1), none, List.of());
        }
        if (nodes.count() == 0) {
            throw given.refusal(at + ".nodes", "there is no Byzantine node to carry out the attack "
                    + Kind.of(adversary.attack().getClass()) + "; give their number or names");
        }
        return new Adversary(nodes, adversary.data(), knowledge(at, adversary), schedule(at, adversary, rounds), adversary.attack(), List.of());
    }

    private ChosenNodes nodes(String at, Adversary adversary) {
        ChosenNodes nodes = adversary.nodes();
        if (adversary.data() == ByzantineData.NONE) {
            if (!nodes.names().isEmpty()) {
                throw given.refusal(at + ".nodes", "names hospitals, but nodes without data (data: none) are no hospitals; give a number");
            }
            return nodes;
        }
        if (adversary.data() == ByzantineData.SYBIL) {
            if (!nodes.names().isEmpty() || nodes.count() == 1) {
                throw given.refusal(at + ".nodes", "must be the number of names of one hospital (data: sybil), which is drawn: at least 2, got "
                        + (nodes.names().isEmpty() ? "1; with one name it is an ordinary turned hospital, data: own" : "names; give a number"));
            }
            return nodes;
        }
        given.known(at + ".nodes", nodes, hospitals);
        if (nodes.count() >= hospitals.size()) {
            throw given.refusal(at + ".nodes", "at least one of the " + hospitals.size() + " hospitals must be honest, got "
                    + nodes.count() + " Byzantine");
        }
        List<String> ordered = new ArrayList<>(nodes.names());
        ordered.sort(Comparator.comparingInt(hospitals::indexOf));
        return new ChosenNodes(nodes.count(), ordered);
    }

    private Knowledge knowledge(String at, Adversary adversary) {
        Attack attack = adversary.attack();
        Knowledge declared = adversary.knowledge();
        boolean withoutData = adversary.data() == ByzantineData.NONE;
        if (withoutData && attack instanceof DataPoisoning) {
            throw given.refusal(at + ".data", "nodes without data (data: none) have no examples for the attack "
                    + Kind.of(attack.getClass()) + " to poison; write data: own");
        }
        Knowledge needed = withoutData ? attack.needsWithoutData() : attack.needs();
        if (declared != null && !declared.covers(needed)) {
            throw given.refusal(at + ".knowledge", "the attack " + Kind.of(attack.getClass()) + " needs at least "
                    + Kind.of(needed) + (withoutData ? " for nodes without data" : "") + ", got " + Kind.of(declared));
        }
        return declared != null ? declared : needed;
    }

    private Schedule schedule(String at, Adversary adversary, int rounds) {
        Schedule schedule = adversary.schedule();
        if (schedule.from() > rounds) {
            throw given.refusal(at + ".schedule", "the attack begins in round " + schedule.from() + ", but there are only " + rounds);
        }
        int until = schedule.until() == null ? rounds : Math.min(schedule.until(), rounds);
        return new Schedule(schedule.from(), until, schedule.every(), schedule.share());
    }
}
