package org.fedrange.simulator.results;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long what an attack has taught outlives the attack.
 *
 * @param lastAttack the last round of the attack
 * @param atStop success of the attack in the first evaluated round from then on
 * @param atEnd success in the last round
 * @param halvedAfter rounds from the last attack to the first evaluated one in which success has fallen to half of what it was; null where
 *     it never did
 */
public record Persistence(int lastAttack, double atStop, double atEnd, @Nullable Integer halvedAfter) {

    /** Of a run; empty where its attack aims at nobody or never came. */
    public static Optional<Persistence> of(Run run) {
        int last = run.rounds().stream().filter(round -> round.attacked() > 0).mapToInt(Round::round).max().orElse(0);
        Optional<Round> stop = run.rounds().stream().filter(round -> round.round() >= last && round.aimed() > 0).findFirst();
        return last == 0 ? Optional.empty() : stop.map(its -> after(run, last, its));
    }

    private static Persistence after(Run run, int last, Round stop) {
        double half = stop.attackSuccess() / 2;
        Integer halved = run.rounds().stream()
                .filter(round -> round.round() > stop.round() && round.attackSuccess() <= half).findFirst().map(round -> round.round() - last).orElse(null);
        return new Persistence(last, stop.attackSuccess(), run.round(run.finalRound()).attackSuccess(), halved);
    }

    /** Whether rounds without attack followed. */
    public boolean outlasted(Run run) {
        return lastAttack < run.finalRound();
    }
}
