package org.fedrange.simulator.site;

import java.util.Optional;
import org.fedrange.defenses.Guarantee;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.Promises;

/** What one cell of a study spends, in all its rounds and folds: written down before it begins. */
public record Spent(
        @Parameter("the study") String study,
        @Parameter("the cell; the same cell makes the same numbers again, which tell nothing new") String cell,
        @Parameter("what promises privacy") String promise,
        @Parameter("noise, sampling and number of steps") Steps steps,
        @Parameter("how the promise is accounted for") Accountant accountant,
        @Parameter("digest of the line before") String previous) {
    public Spent {
        Parameters.check(Spent.class, study, cell, promise, steps, accountant, previous);
    }

    /**
     * What a cell will spend of the privacy of such a unit; empty where it promises none. A hospital's privacy is each of its patients' too.
     *
     * @param folds trainings, each of which may have the unit in it
     */
    static Optional<Spent> of(String study, String cell, Promises promises, int folds, Guarantee.Unit unit, String previous) {
        return promises.all().stream()
                .filter(promise -> promise.guarantee().unit() == unit || promise.guarantee().unit() == Guarantee.Unit.HOSPITAL)
                .min(java.util.Comparator.comparingDouble(promise -> promise.guarantee().epsilon(promises.rounds())))
                .map(promise -> {
                    Steps round = promise.guarantee().round();
                    int all = Math.multiplyExact(Math.multiplyExact(promises.rounds(), folds), round.steps());
                    return new Spent(study, cell, promise.defense(), round.withSteps(all), promise.guarantee().accountant(), previous);
                });
    }
}
