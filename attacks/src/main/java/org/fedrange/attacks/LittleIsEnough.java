package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;

/**
 * All Byzantine nodes send the honest mean, moved by a few standard deviations in each coordinate: little enough to hide among the
 * honest updates, and always to the same side.
 *
 * <pre>
 * b = mean(H) + z sd(H),  per coordinate, sd with |H| - 1
 * z: paper   z = ppf((n - f - s) / (n - f)),  s = floor(n/2 + 1) - f
 * </pre>
 *
 * <p>Example: honest values 1, 2, 3 have mean 2 and deviation 1; with z = 1.5 sent is 3.5.
 *
 * <p>The paper's z is zero or negative for small federations, such as -0.25 for n = 6, f = 1: give a number there.
 *
 * <p>Source: Baruch, Baruch, Goldberg, "A Little Is Enough: Circumventing Defenses For Distributed Learning", 2019; with a plus
 * where the paper subtracts, as common since.
 */
public record LittleIsEnough(
        @Parameter(value = "standard deviations by which the mean is moved", byDefault = "1.5") Deviations z)
        implements ModelPoisoning {

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        Honest honest = new Honest(view.honest());
        double by = z.number() != null ? z.number() : paper(view.honest().size() + view.nodes().size(), view.nodes().size());
        double[] sent = honest.mean().clone();
        double[] deviation = honest.deviation();
        for (int k = 0; k < sent.length; k++) {
            sent[k] += by * deviation[k];
        }
        return Collections.nCopies(view.nodes().size(), Honest.vector(sent, view.model()));
    }

    /** The paper's z for n nodes of which f are Byzantine. */
    static double paper(int n, int f) {
        int supporters = n / 2 + 1 - f;
        double share = (double) (n - f - supporters) / (n - f);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the paper has no z for " + n + " nodes of which " + f + " are Byzantine; give a number");
        }
        return NormalQuantile.of(share);
    }
}
