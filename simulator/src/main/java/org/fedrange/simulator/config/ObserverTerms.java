package org.fedrange.simulator.config;

import java.util.List;
import java.util.stream.IntStream;
import org.fedrange.attacks.LineAttack;
import org.fedrange.attacks.inference.ClassInversion;
import org.fedrange.attacks.inference.CraftedModel;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.learning.Kind;

/**
 * On which terms an experiment's observers have something to look at.
 *
 * @param given the experiment
 */
record ObserverTerms(Given given) {
    /** Refuses observers who would see nothing, or send what nobody could. */
    void check() {
        List<InferenceAttack> attacks = given.experiment().inference();
        int rounds = given.experiment().rounds();
        for (int i = 0; i < attacks.size(); i++) {
            int last = attacks.get(i).lastRound();
            if (last > rounds) {
                throw given.refusal("inference[" + i + "].round", "there are only " + rounds + " rounds to observe, got " + last);
            }
            crafted("inference[" + i + "]", attacks.get(i), attacks.subList(0, i));
            if (attacks.get(i) instanceof ClassInversion && given.experiment().evaluation().validation() == 0) {
                throw given.refusal("evaluation.validation", "class-inversion starts from the mean of the observer's own examples, which are those kept for validation; write 0.2");
            }
        }
    }

    /** Refuses models of an observer's making where nobody could send them. */
    private void crafted(String place, InferenceAttack attack, List<InferenceAttack> before) {
        int[] rounds = IntStream.rangeClosed(1, attack.lastRound()).filter(attack::crafts).toArray();
        if (rounds.length == 0) {
            return;
        }
        String kind = Kind.of(attack.getClass());
        if (given.experiment().adversary().attack() instanceof LineAttack) {
            throw given.refusal(place + ".kind", kind + " is the coordinator's, who is honest where an attacker sits on lines; leave it out, or write adversary: {nodes: 0}");
        }
        IntStream.of(rounds).filter(round -> before.stream().anyMatch(its -> its.crafts(round))).findFirst().ifPresent(round -> {
            throw given.refusal(place + ".round", "only one changed model can go out in round " + round + "; give another");
        });
        if (attack instanceof CraftedModel && given.experiment().evaluation().validation() == 0) {
            throw given.refusal("evaluation.validation", kind + " fits its model to examples of the coordinator's own, which are those kept for validation; write 0.2");
        }
    }
}
