package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Every node sends the honest mean shifted by as many standard deviations as harm the rule in force most.
 *
 * <pre>
 * a = mu + tau sd,   tau >= 0 the best found of ||R(honest updates, f copies of a) - mu||,   R stages and rule
 * </pre>
 *
 * <p>Example: against the plain mean of honest 1, 2, 3 and one copy every further deviation helps: four evaluations try 0, 10, 30 and 70, and
 * 2 + 70 = 72 is sent.
 *
 * <p>Rules that remember are taken as in their first round; stages that draw are given draws of the adversary's own.
 *
 * <p>Source: Baruch, Baruch, Goldberg, "A Little Is Enough", 2019, with the search of Shejwalkar and Houmansadr, 2021.
 */
public record OptimalLittleIsEnough(
        @Parameter(value = "how often the rule is tried", unit = "evaluations", min = 2, max = 1000, byDefault = "20") int evaluations)
        implements ModelPoisoning {
    public OptimalLittleIsEnough {
        Parameters.check(OptimalLittleIsEnough.class, evaluations);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES_AND_RULE;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        Sample honest = new Sample(view.honest());
        return Collections.nCopies(view.nodes().size(), Copies.mostHarmful(view, stream, evaluations, tau -> honest.combined(1, tau)));
    }
}
