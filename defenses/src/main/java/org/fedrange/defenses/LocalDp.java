package org.fedrange.defenses;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hospital-level differential privacy that trusts nobody: each honest hospital bounds its own update and adds noise before sending it.
 *
 * <pre>
 * sent = x min(1, clippingNorm / ||x||) + noise of scale noiseMultiplier 2 clippingNorm
 * </pre>
 *
 * <p>Example: (3, 4) with the bound 1 is sent as (0.6, 0.8) plus, with noiseMultiplier 0.5, normal noise of deviation 1 in each coordinate. Any update may stand in
 * another's place, and two of them are at most 2 apart: hence the factor.
 *
 * <p>Whatever the coordinator does with what arrives costs nothing more: every stage and rule may follow. There is no credit for sampling, as whoever sees the network
 * sees who sends. Byzantine nodes add no noise and have no guarantee.
 *
 * <p>Source: Kasiviswanathan, Lee, Nissim, Raskhodnikova, Smith, "What Can We Learn Privately?", 2011 (the local model).
 */
public record LocalDp(
        @Parameter(value = "largest norm of an update before the noise: Euclidean, for laplace the sum of magnitudes", above = 0) double clippingNorm,
        @Parameter(value = "what the bound holds for: flat, the whole update; or per-layer, each layer for itself", byDefault = "flat") ClippingShape clipping,
        @Parameter(value = "kind of noise", byDefault = "gaussian") Noise noise,
        @Parameter(value = "scale of the noise over twice clippingNorm", min = 1e-2, max = 1e6, derived = "the least with which all rounds stay within epsilon")
                @Nullable Double noiseMultiplier,
        @Parameter(value = "budget of all rounds together", above = 0, derived = "none") @Nullable Double epsilon,
        @Parameter(value = "probability with which epsilon may fail; below one over the number of nodes", above = 0, below = 1) double delta,
        @Parameter(value = "how rounds are added up", byDefault = "pld") Accountant accountant)
        implements Defense {
    public LocalDp {
        Parameters.check(LocalDp.class, clippingNorm, clipping, noise, noiseMultiplier, epsilon, delta, accountant);
        new Budget(noise, noiseMultiplier, epsilon, delta, accountant);
    }

    @Override
    public Defense calibrated(Attendance attendance) {
        double multiplier = new Budget(noise, noiseMultiplier, epsilon, delta, accountant).kept(1, attendance.rounds(), attendance.nodes());
        return new LocalDp(clippingNorm, clipping, noise, multiplier, epsilon, delta, accountant);
    }

    @Override
    public Optional<Guarantee> guarantee(Attendance attendance) {
        return Optional.of(new Guarantee(
                Guarantee.Unit.HOSPITAL, Guarantee.Trust.LOCAL, new Steps(noise.mechanism(multiplier()), 1, 1), delta, accountant));
    }

    private double multiplier() {
        return Objects.requireNonNull(noiseMultiplier, "noiseMultiplier is not resolved yet");
    }

    @Override
    public Outcome<Update> onUpdate(Context context, Update update) {
        double scale = 2 * clippingNorm * multiplier();
        ParameterVector constrained = noise.constrain(update.change(), clippingNorm, scale, clipping, context.layers());
        ParameterVector sent = noise.addNoise(constrained, scale, context.stream());
        return new Outcome<>(
                update.withChange(sent), new TreeMap<>(Map.of(UpdateClipping.NORM_BEFORE, update.change().norm(), "noiseNorm", sent.minus(constrained).norm())));
    }
}
