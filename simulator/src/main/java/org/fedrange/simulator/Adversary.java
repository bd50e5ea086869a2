package org.fedrange.simulator;

import org.fedrange.attacks.Attack;
import org.fedrange.attacks.Knowledge;
import org.fedrange.learning.Parameter;
import org.jspecify.annotations.Nullable;

/** The one mind behind all Byzantine nodes: which they are, what it sees, when and how it attacks. */
public record Adversary(
        @Parameter(value = "Byzantine nodes: a count, or names of hospitals", byDefault = "0") ChosenNodes nodes,
        @Parameter(value = "what the Byzantine nodes hold", byDefault = "own") ByzantineData data,
        @Parameter(value = "what the adversary sees", derived = "the least the attack needs") @Nullable Knowledge knowledge,
        @Parameter(value = "in which rounds it attacks", byDefault = "{}") Schedule schedule,
        @Parameter(value = "what its nodes do", byDefault = "{kind: none}") Attack attack) {}
