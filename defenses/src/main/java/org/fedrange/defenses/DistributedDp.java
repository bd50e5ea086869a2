package org.fedrange.defenses;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.DiscreteGaussian;
import org.fedrange.defenses.privacy.Mechanism;
import org.fedrange.defenses.privacy.Skellam;
import org.fedrange.defenses.privacy.SkellamDraw;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hospital-level differential privacy under secure aggregation: each hospital adds a share of the noise to its update, as whole numbers, and only a sum of updates, with all shares in it, is
 * ever seen. Almost as accurate as noise by the coordinator, without trusting it.
 *
 * <pre>
 * step of the masked integers: t;   D = clippingNorm / t;   h honest nodes are in every sum that is seen
 * share = ceil(noiseMultiplier D / sqrt h);   sent = t (x min(1, clippingNorm / ||x||) / t, rounded toward zero, + noise of deviation share in each coordinate)
 * </pre>
 *
 * <p>Example: clippingNorm 1, steps of 0.001 and noiseMultiplier 2: D = 1000; of 12 nodes 7 are in every sum, 1 of them perhaps Byzantine: h = 6, and each adds noise of deviation
 * ceil(2000 / 2.449) = 817 steps. Six of them make 2001 steps, twice what one hospital can change.
 *
 * <p>A sum exists only if the threshold of nodes is in it; all noise beyond that of the threshold's honest nodes is surplus. Byzantine nodes add none, which is allowed for. Which nodes
 * are in a sum is not protected. A sum of Skellam draws is one; a sum of discrete Gaussians is a little less than one, by 10 (h - 1) e^(-pi^2 share^2) sqrt(coordinates), which is nothing for shares of at least 4.
 *
 * <p>Source: Kairouz, Liu, Steinke, "The Distributed Discrete Gaussian Mechanism for Federated Learning with Secure Aggregation", 2021, theorem 1; without its rotation, and rounded toward
 * zero in place of at random, so that no norm grows. Agarwal, Kairouz, Liu, "The Skellam Mechanism for Differentially Private Federated Learning", 2021.
 */
public record DistributedDp(
        @Parameter(value = "largest Euclidean norm of an update before the noise", above = 0) double clippingNorm,
        @Parameter(value = "what the bound holds for: flat, the whole update; or per-layer, each layer for itself", byDefault = "flat") ClippingShape clipping,
        @Parameter(value = "kind of noise in whole numbers: discrete-gaussian or skellam", byDefault = "discrete-gaussian") Noise noise,
        @Parameter(value = "standard deviation of a sum's noise over clippingNorm", min = 1e-2, max = 1e6, derived = "the least with which all rounds stay within epsilon")
                @Nullable Double noiseMultiplier,
        @Parameter(value = "budget of all rounds together", above = 0, derived = "none") @Nullable Double epsilon,
        @Parameter(value = "probability with which epsilon may fail; below one over the number of nodes", above = 0, below = 1) double delta,
        @Parameter(value = "how rounds are added up: rdp or zcdp", byDefault = "rdp") Accountant accountant,
        @Parameter(value = "what one masked whole number stands for", above = 0, derived = "the step of secureAggregation", decidedBy = "noiseMultiplier") @Nullable Double step,
        @Parameter(value = "standard deviation of one hospital's share of the noise", unit = "steps", min = 4, max = 4096, derived = "the least that suffices, for skellam at least 5", decidedBy = "noiseMultiplier") @Nullable Integer share)
        implements Defense {
    private static final int MOST = 4096;

    public DistributedDp {
        Parameters.check(DistributedDp.class, clippingNorm, clipping, noise, noiseMultiplier, epsilon, delta, accountant, step, share);
        if (!noise.whole()) {
            throw new IllegalArgumentException("noise must be discrete-gaussian or skellam, which stay whole numbers under masks, got " + Kind.of(noise));
        }
        new Budget(noise, noiseMultiplier, epsilon, delta, accountant);
    }

    @Override
    public Defense calibrated(Attendance attendance) {
        Attendance.Sums sums = attendance.sums();
        if (sums == null) {
            throw new IllegalArgumentException("distributed-dp hides noisy updates in a sum whose number of nodes is certain; write secureAggregation: {kind: bonawitz}, or take local-dp");
        }
        if (sums.honest() < 1) {
            throw new IllegalArgumentException("of the nodes that must be in a sum all may be the adversary's, who add no noise; raise threshold or groupSize of secureAggregation");
        }
        double multiplier = new Budget(noise, noiseMultiplier, epsilon, delta, accountant).kept(
                mechanism(Optional.ofNullable(noiseMultiplier).orElse(1.0), least() * Math.sqrt(sums.honest())), 1, attendance.rounds(), attendance.nodes());
        double needed = Math.ceil(multiplier * clippingNorm / sums.step() / Math.sqrt(sums.honest()));
        if (needed < least() || needed > MOST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a share of the noise would have a deviation of %.0f steps of %.3g; it must be from %d to %d: change bits of secureAggregation by about %d",
                    needed, sums.step(), least(), MOST, Math.round(Math.log(300 / needed) / Math.log(2))));
        }
        if (clippingNorm + 5 * needed * sums.step() > sums.range()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "noise of deviation %.3g would be cut off at the clippingRange %.3g of secureAggregation; raise it to %.3g",
                    needed * sums.step(), sums.range(), clippingNorm + 5 * needed * sums.step()));
        }
        return new DistributedDp(clippingNorm, clipping, noise, multiplier, epsilon, delta, accountant, sums.step(), (int) needed);
    }

    /** The smallest deviation of a share that can be drawn, and of which sums are as good as what is accounted for. */
    private int least() {
        return noise == Noise.SKELLAM ? 5 : 4;
    }

    /** The noise of a sum, whose deviation in whole numbers is at least this. */
    private Mechanism mechanism(double multiplier, double deviation) {
        return noise == Noise.SKELLAM ? new Skellam(multiplier, deviation) : noise.mechanism(multiplier);
    }

    @Override
    public Optional<Guarantee> guarantee(Attendance attendance) {
        double multiplier = Objects.requireNonNull(noiseMultiplier, "noiseMultiplier is not resolved yet");
        double deviation = Objects.requireNonNull(share, "share is not resolved yet") * Math.sqrt(Objects.requireNonNull(attendance.sums()).honest());
        return Optional.of(new Guarantee(
                Guarantee.Unit.HOSPITAL, Guarantee.Trust.DISTRIBUTED, new Steps(mechanism(multiplier, deviation), 1, 1), delta, accountant));
    }

    /** Draws of the noise of one hospital. */
    private ToLongFunction<RandomGenerator> draws() {
        int deviation = Objects.requireNonNull(share, "share is not resolved yet");
        return noise == Noise.SKELLAM ? new SkellamDraw(deviation)::draw : new DiscreteGaussian(deviation)::draw;
    }

    @Override
    public Outcome<Update> onUpdate(Context context, Update update) {
        double width = Objects.requireNonNull(step, "step is not resolved yet");
        ToLongFunction<RandomGenerator> draws = draws();
        ParameterVector clipped = Noise.GAUSSIAN.constrain(update.change(), clippingNorm, 0, clipping, context.layers());
        ParameterVector sent = clipped.filled((from, length, block) -> {
            clipped.read(from, length, block);
            for (int i = 0; i < length; i++) {
                block[i] = width * ((long) (block[i] / width) + draws.applyAsLong(context.stream()));
            }
        });
        return new Outcome<>(
                update.withChange(sent), new TreeMap<>(Map.of(UpdateClipping.NORM_BEFORE, update.change().norm(), "noiseNorm", sent.minus(clipped).norm())));
    }
}
