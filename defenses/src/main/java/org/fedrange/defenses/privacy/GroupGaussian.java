package org.fedrange.defenses.privacy;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Normal noise, seen from a group of units that are added or removed together, such as a family among patients.
 *
 * <pre>
 * all take part:          Gaussian noise of noiseMultiplier / size
 * sampled with rate q:    how many of them are in a step is binomial; by pld exactly so, by rdp and zcdp without credit for sampling
 * </pre>
 *
 * <p>Example: three units under noiseMultiplier 3 have together what one has under 1: epsilon 4.3772 at delta 1e-5 for one step.
 *
 * <p>Source: Ganesh, "Tight Group-Level DP Guarantees for DP-SGD with Sampling via Mixture of Gaussians Mechanisms", 2024. Most know only the general rule that size units have at most size
 * times epsilon, with a delta that is e^(size epsilon) times as large.
 */
public record GroupGaussian(
        @Parameter(value = "standard deviation of the noise over what one unit can change", min = 1e-3, max = 1e6) double noiseMultiplier,
        @Parameter(value = "number of units added or removed together", unit = "units", min = 1, max = 1000) int size)
        implements Mechanism {
    public GroupGaussian {
        Parameters.check(GroupGaussian.class, noiseMultiplier, size);
    }

    @Override
    public GroupGaussian withNoiseMultiplier(double changed) {
        return new GroupGaussian(changed, size);
    }

    private Gaussian together() {
        return new Gaussian(noiseMultiplier / size);
    }

    @Override
    public double renyi(double order, double samplingRate) {
        return size == 1 ? together().renyi(order, samplingRate) : together().renyi(order, 1);
    }

    @Override
    public LossPair removed(double samplingRate) {
        return samplingRate == 1 || size == 1 ? together().removed(samplingRate) : SampledGroup.of(noiseMultiplier, samplingRate, size, false);
    }

    @Override
    public LossPair added(double samplingRate) {
        return samplingRate == 1 || size == 1 ? together().added(samplingRate) : SampledGroup.of(noiseMultiplier, samplingRate, size, true);
    }

    @Override
    public double epsilon(double delta) {
        return together().epsilon(delta);
    }

    @Override
    public double concentrated() {
        return together().concentrated();
    }

    @Override
    public double present(double samplingRate) {
        return -StrictMath.expm1(size * StrictMath.log1p(-samplingRate));
    }
}
