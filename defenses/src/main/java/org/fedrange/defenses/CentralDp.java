package org.fedrange.defenses;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hospital-level differential privacy by a trusted coordinator: it bounds every update, the adversary's too, and adds noise to their sum.
 *
 * <pre>
 * a = (sum_i x_i min(1, clippingNorm / ||x_i||) + noise of scale noiseMultiplier clippingNorm) / expected,   expected = samplingRate nodes
 * </pre>
 *
 * <p>Example: (3, 4) and (0.6, 0.8) with the bound 1 sum to (1.2, 1.6); expected 2, without the noise a = (0.6, 0.8). One hospital more or less changes the sum
 * by at most 1.
 *
 * <p>The divisor is how many are expected, never how many came: that number would itself tell who was there. So a round is released whoever answers, even if nobody
 * does, and the quorum is not asked. The rule must be the unweighted mean: weights by examples change what one hospital can do, and a robust rule has no such bound.
 * Whoever takes part must either be everybody or be drawn with samplingRate, independently (Poisson). Example counts and who was invited are not protected.
 *
 * <p>Source: McMahan, Ramage, Talwar, Zhang, "Learning Differentially Private Recurrent Language Models", 2018, the estimator with a fixed denominator. Neighbours: a
 * hospital added or removed.
 */
public record CentralDp(
        @Parameter(value = "largest norm of an update in the sum: Euclidean, for laplace the sum of magnitudes; with adaptive the first bound", above = 0) double clippingNorm,
        @Parameter(value = "what the bound holds for: flat, the whole update; or per-layer, each layer for itself", byDefault = "flat") ClippingShape clipping,
        @Parameter(value = "kind of noise", byDefault = "gaussian") Noise noise,
        @Parameter(value = "scale of the noise over clippingNorm", min = 1e-2, max = 1e6, derived = "the least with which all rounds stay within epsilon")
                @Nullable Double noiseMultiplier,
        @Parameter(value = "budget of all rounds together", above = 0, derived = "none") @Nullable Double epsilon,
        @Parameter(value = "probability with which epsilon may fail; below one over the number of nodes", above = 0, below = 1) double delta,
        @Parameter(value = "how rounds are added up", byDefault = "pld") Accountant accountant,
        @Parameter(value = "how the bound follows the updates", derived = "a fixed bound") @Nullable AdaptiveClipping adaptive,
        @Parameter(value = "what the sum is divided by", unit = "nodes", above = 0, derived = "samplingRate times the number of nodes") @Nullable Double expected)
        implements Defense {
    public CentralDp {
        Parameters.check(CentralDp.class, clippingNorm, clipping, noise, noiseMultiplier, epsilon, delta, accountant, adaptive, expected);
        new Budget(noise, noiseMultiplier, epsilon, delta, accountant);
        if (adaptive != null && noise == Noise.LAPLACE) {
            throw new IllegalArgumentException("adaptive clipping splits a budget of normal noise; choose noise: gaussian, or a fixed bound");
        }
        if (adaptive != null && clipping == ClippingShape.PER_LAYER) {
            throw new IllegalArgumentException("adaptive clipping follows the length of whole updates; write clipping: flat, or leave adaptive out");
        }
    }

    /** The bound of this round and of the next. */
    record Bound(double now, double next) implements State {}

    @Override
    public Defense calibrated(Attendance attendance) {
        if (attendance.samplingRate() == null) {
            throw new IllegalArgumentException("central-dp cannot account for a fixed number of nodes drawn in each round; give samplingRate in place of cohort (a rate of "
                    + "cohort over nodes invites as many on average), or leave both out");
        }
        double multiplier = new Budget(noise, noiseMultiplier, epsilon, delta, accountant).kept(attendance.samplingRate(), attendance.rounds(), attendance.nodes());
        double divisor = expected != null ? expected : attendance.samplingRate() * attendance.nodes();
        return new CentralDp(
                clippingNorm, clipping, noise, multiplier, epsilon, delta, accountant, adaptive == null ? null : adaptive.resolved(multiplier, divisor), divisor);
    }

    @Override
    public Optional<Guarantee> guarantee(Attendance attendance) {
        Steps round = new Steps(noise.mechanism(multiplier()), Objects.requireNonNull(attendance.samplingRate()), 1);
        return Optional.of(new Guarantee(Guarantee.Unit.HOSPITAL, Guarantee.Trust.CENTRAL, round, delta, accountant));
    }

    @Override
    public boolean sums() {
        return true;
    }

    private double multiplier() {
        return Objects.requireNonNull(noiseMultiplier, "noiseMultiplier is not resolved yet");
    }

    private double scale(double bound) {
        return bound * (adaptive == null ? multiplier() : adaptive.rest(multiplier()));
    }

    @Override
    public Received onUpdates(Context context, State state, List<Update> updates) {
        double bound = state instanceof Bound its ? its.next() : clippingNorm;
        List<Update> constrained =
                updates.stream().map(update -> update.withChange(noise.constrain(update.change(), bound, scale(bound), clipping, context.layers()))).toList();
        int within = (int) updates.stream().filter(update -> update.change().norm() <= bound).count();
        double next = adaptive == null ? bound
                : adaptive.next(bound, within, updates.size() - within, Objects.requireNonNull(expected), context.stream());
        return new Received(constrained, new Bound(bound, next), new TreeMap<>(Map.of("clippingNorm", bound)));
    }

    @Override
    public Outcome<ParameterVector> onAggregate(Context context, State state, ParameterVector aggregate, int updates) {
        double scale = scale(((Bound) state).now());
        ParameterVector sum = aggregate.scaled(updates);
        ParameterVector noised = noise.addNoise(sum, scale, context.stream());
        double divisor = Objects.requireNonNull(expected, "expected is not resolved yet");
        return new Outcome<>(noised.scaled(1 / divisor), new TreeMap<>(Map.of("noiseNorm", noised.minus(sum).norm() / divisor)));
    }
}
