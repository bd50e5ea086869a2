package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Every node sends the opposite of the honest mean, as long as harms the rule in force most.
 *
 * <pre>
 * a = -tau mu,   tau >= 0 the best found of ||R(honest updates, f copies of a) - mu||,   R stages and rule
 * </pre>
 *
 * <p>Example: against the plain mean of honest 1, 2, 3 and one copy every further length helps: four evaluations try 0, 10, 30 and 70, and -140 is
 * sent. Against their median tau = 0 already gives (1 + 2) / 2, as far from 2 as it gets: zero is sent.
 *
 * <p>Rules that remember are taken as in their first round; stages that draw are given draws of the adversary's own.
 *
 * <p>Source: Xie, Koyejo, Gupta, "Fall of Empires", 2020, with the search of Shejwalkar and Houmansadr, 2021.
 */
public record OptimalInnerProduct(
        @Parameter(value = "how often the rule is tried", unit = "evaluations", min = 2, max = 1000, byDefault = "20") int evaluations)
        implements ModelPoisoning {
    public OptimalInnerProduct {
        Parameters.check(OptimalInnerProduct.class, evaluations);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES_AND_RULE;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        Sample honest = new Sample(view.honest());
        return Collections.nCopies(view.nodes().size(), Copies.mostHarmful(view, stream, evaluations, tau -> honest.combined(-tau, 0)));
    }
}
