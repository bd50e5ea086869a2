package org.fedrange.simulator;

import java.util.List;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.Knowledge;
import org.fedrange.learning.Parameter;
import org.jspecify.annotations.Nullable;

/** A further coalition of turned hospitals with an attack of its own, in the same rounds: it shares neither nodes nor knowledge with the others. */
public record Ally(
        @Parameter("its hospitals: a count, drawn from those that no other coalition has, or names") ChosenNodes nodes,
        @Parameter(value = "what it sees", derived = "the least the attack needs") @Nullable Knowledge knowledge,
        @Parameter(value = "in which rounds it attacks", byDefault = "{}") Schedule schedule,
        @Parameter("what its nodes do") Attack attack) {

    /** The same as the only one there is. */
    public Adversary alone() {
        return new Adversary(nodes, ByzantineData.OWN, knowledge, schedule, attack, List.of());
    }
}
