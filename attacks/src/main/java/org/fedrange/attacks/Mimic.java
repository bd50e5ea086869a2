package org.fedrange.attacks;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Every node repeats what one honest node sends: nothing looks odd, and that node's patients count too much.
 *
 * <pre>
 * a = x_victim
 * after a warm-up of T rounds the victim is  argmax_i |z . sum_{t <= T} x_i^t|,  z the direction in which honest updates differ most:
 * in round t = 1, ..., T   mu = (t-1)/t mu + 1/t mean_i x_i,   z = (t-1)/t z + 1/t sum_i ((x_i - mu) . z) (x_i - mu),   z = z / |z|
 * </pre>
 *
 * <p>Example: honest 1, 2, 3 with victim 0: 1 is sent. After a warm-up of one round z = 1 in one dimension, and the third node, with |3| the
 * largest, is repeated.
 *
 * <p>During the warm-up {@code victim} is repeated; it is counted in rounds of the attack. Of nodes that stay silent in a round the best of the
 * others is repeated. The first z is drawn.
 *
 * <p>Source: Karimireddy, He, Jaggi, "Byzantine-Robust Learning on Heterogeneous Datasets via Bucketing", 2022, section 3.2, with the online
 * estimate of z (Oja) of its appendix.
 */
public record Mimic(
        @Parameter(value = "place of the node repeated among the honest ones that send, in node order, from 0; with a warm-up until it ends",
                min = 0, byDefault = "0") int victim,
        @Parameter(value = "rounds in which it looks for the victim whose repetition does most harm; 0 keeps the one given", unit = "rounds",
                min = 0, max = 1_000_000, byDefault = "0") int warmup)
        implements RememberingPoisoning {
    public Mimic {
        Parameters.check(Mimic.class, victim, warmup);
    }

    /**
     * What the warm-up has learnt.
     *
     * @param rounds how many rounds it saw
     * @param mean of all updates seen
     * @param direction in which they differ most, of length 1
     * @param sums of each node's updates
     */
    private record Warmth(int rounds, ParameterVector mean, ParameterVector direction, SortedMap<NodeId, ParameterVector> sums)
            implements State {

        /** The same after a round. */
        static Warmth after(@Nullable Warmth before, List<Update> honest, RandomGenerator stream) {
            int round = before == null ? 1 : before.rounds + 1;
            double kept = (round - 1.0) / round;
            ParameterVector here = new Sample(honest).combined(1, 0);
            ParameterVector mean = before == null ? here : before.mean.combined(kept, 1.0 / round, here);
            ParameterVector old = before == null ? drawn(here, stream) : before.direction;
            ParameterVector turned = old.scaled(kept);
            SortedMap<NodeId, ParameterVector> sums = new TreeMap<>(before == null ? Collections.emptySortedMap() : before.sums);
            for (Update update : honest) {
                ParameterVector off = update.change().minus(mean);
                turned = turned.plus(Inner.product(off, old) / round, off);
                sums.merge(update.node(), update.change(), ParameterVector::plus);
            }
            double length = turned.norm();
            return new Warmth(round, mean, length > 0 ? turned.scaled(1 / length) : old, sums);
        }

        private static ParameterVector drawn(ParameterVector like, RandomGenerator stream) {
            ParameterVector drawn = like.filled((from, length, block) -> {
                for (int k = 0; k < length; k++) {
                    block[k] = stream.nextGaussian();
                }
            });
            return drawn.norm() > 0 ? drawn.scaled(1 / drawn.norm()) : drawn;
        }

        /** How far a node stands out; nothing is known of one that was never heard. */
        double standing(Update update) {
            ParameterVector sum = sums.get(update.node());
            return sum == null ? -1 : Math.abs(Inner.product(direction, sum));
        }
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public Optional<String> infeasible(int nodes, int byzantine) {
        return victim < nodes - byzantine ? Optional.empty()
                : Optional.of("mimic with victim " + victim + " needs more honest nodes than " + (nodes - byzantine));
    }

    @Override
    public Crafted craft(View view, State memory, RandomGenerator stream) {
        Warmth before = memory instanceof Warmth warmth ? warmth : null;
        boolean warm = before != null && before.rounds() >= warmup;
        State next = warm || warmup == 0 ? memory : Warmth.after(before, view.honest(), stream);
        // Where some stayed silent, the last of those that did not.
        Update repeated = warm && before != null
                ? Collections.max(view.honest(), Comparator.comparingDouble(before::standing).thenComparing(Update::node, Comparator.reverseOrder()))
                : view.honest().get(Math.min(victim, view.honest().size() - 1));
        return new Crafted(Collections.nCopies(view.nodes().size(), repeated.change()), next);
    }
}
