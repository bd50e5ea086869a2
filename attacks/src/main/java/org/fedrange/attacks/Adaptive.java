package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.State;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Tries the stages and the rule in force, whatever they are, and sends what it found to make their answer do most harm.
 *
 * <pre>
 * maximise over what the f nodes send, with R = the answer of stages and rule to the honest updates and a_1, ..., a_f
 *   reversal  mu . (mu - R) / |mu|      distance  |R - mu|
 * 1. each of a list of fixed attacks (Repertoire), as it is
 * 2. a = mu + t p,  a line search over t along each direction p: -mu, -sign mu, sd and -sd, the honest update farthest from mu, each as long
 *    as the two honest updates farthest apart are from each other, and half of it
 * 3. from the best copy a so far, steps a + r p with p drawn from the span of mu, sign mu, sd and the honest deviations x_i - mu, of that
 *    same length: r doubles where a step helps and else shrinks by a seventh
 * </pre>
 *
 * <p>Example: honest 1, 2, 3 and one node against the plain mean: every longer step helps, so the line search along -mu goes as far as its tries
 * reach. Against their median nothing pulls the answer back farther than to (1 + 2) / 2, by 0.5, and the first attack that does so is sent.
 *
 * <p>It is never weaker, by what it measures, than an attack it contains. What stages and rule remember of earlier rounds it works out
 * for itself from what it saw; of what they draw it assumes one draw for all that it compares, which is not the coordinator's. Where so few
 * nodes send that there is no answer at all, the honest mean is sent. Every number of evaluations but those of step 3 is fixed, and what
 * is left of {@code evaluations} goes there.
 *
 * <p>Source: this project, in the spirit of Tramèr, Carlini, Brendel, Madry, "On Adaptive Attacks to Adversarial Example Defenses", 2020, and of the
 * optimisations in Shejwalkar and Houmansadr, 2021, and Fang et al., 2020, each of which searches one line against one kind of rule.
 */
public record Adaptive(
        @Parameter(value = "how often the rule is tried in a round", unit = "evaluations", min = 60, max = 100_000, byDefault = "120") int evaluations,
        @Parameter(value = "what is made as large as it can be", byDefault = "reversal") Harm harm)
        implements RememberingPoisoning {
    public Adaptive {
        Parameters.check(Adaptive.class, evaluations, harm);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES_AND_RULE;
    }

    @Override
    public Crafted craft(View view, State memory, RandomGenerator stream) {
        Chain chain = Copies.known(view);
        Copies copies = new Copies(view, chain, memory instanceof Chain.Memory known ? known : chain.fresh());
        ParameterVector mean = new Sample(view.honest()).combined(1, 0);
        if (copies.futile().isPresent()) {
            return new Crafted(view.nodes().stream().map(node -> mean).toList(), memory);
        }
        DamageSearch search = new DamageSearch(copies, mean, harm, evaluations, stream.nextLong());
        Repertoire.of(view, stream).forEach(search::attempt);
        search.lines();
        search.steps(stream);
        List<ParameterVector> sent = search.best();
        return new Crafted(sent, search.remembered());
    }
}
