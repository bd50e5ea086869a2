package org.fedrange.simulator;

import java.util.List;
import java.util.stream.Stream;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.Knowledge;
import org.fedrange.attacks.None;
import org.fedrange.learning.Parameter;
import org.jspecify.annotations.Nullable;

/** The one mind behind all Byzantine nodes: which they are, what it sees, when and how it attacks. */
public record Adversary(
        @Parameter(value = "Byzantine nodes: a count, or names of hospitals", byDefault = "0") ChosenNodes nodes,
        @Parameter(value = "what the Byzantine nodes hold", byDefault = "own") ByzantineData data,
        @Parameter(value = "what the adversary sees", derived = "the least the attack needs") @Nullable Knowledge knowledge,
        @Parameter(value = "in which rounds it attacks", byDefault = "{}") Schedule schedule,
        @Parameter(value = "what its nodes do", byDefault = "{kind: none}") Attack attack,
        @Parameter(value = "further coalitions, each with hospitals and an attack of its own", byDefault = "[]") List<Ally> coalitions) {
    public Adversary {
        coalitions = List.copyOf(coalitions);
    }

    /** Each coalition as if it were alone, this one first; without those that do nothing, or own no node. */
    public List<Adversary> attacking() {
        Adversary first = new Adversary(nodes, data, knowledge, schedule, attack, List.of());
        return Stream.concat(Stream.of(first), coalitions.stream().map(Ally::alone)).filter(its -> !(its.attack() instanceof None) && its.attack().ownsNodes()).toList();
    }

    /** What each coalition does, this one first; without those that do nothing. */
    public List<Attack> attacks() {
        return Stream.concat(Stream.of(attack), coalitions.stream().map(Ally::attack)).filter(its -> !(its instanceof None)).toList();
    }

    /** How many nodes there are beyond the hospitals while it attacks; further coalitions are hospitals. */
    public int extra() {
        return data.extra(nodes.count());
    }

    /** How many of these there are: none where nobody attacks. */
    public int joined() {
        return attack instanceof None ? 0 : extra();
    }

    /** How many nodes all of them have. */
    public int count() {
        return nodes.count() + coalitions.stream().mapToInt(ally -> ally.nodes().count()).sum();
    }

    /** The same nodes with nobody attacking. */
    public Adversary idle() {
        return new Adversary(nodes, data, null, Schedule.ALWAYS, new None(), coalitions.stream()
                .map(ally -> new Ally(ally.nodes(), null, Schedule.ALWAYS, new None())).toList());
    }
}
