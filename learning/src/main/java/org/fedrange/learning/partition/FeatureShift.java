package org.fedrange.learning.partition;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;

/**
 * Patients dealt evenly to hospitals whose instruments differ: each hospital measures every feature with a gain and an offset of its
 * own. A test set that comes with the data is measured without error.
 *
 * <pre>
 * x' = x e^(gain g) + shift sd h,  g and h standard normal, drawn once for each hospital and feature,  sd that of the feature over all examples
 * </pre>
 *
 * <p>Example: shift 0.5, gain 0, a feature with sd 2 and h = -1: the hospital measures 1 too little.
 *
 * <p>Source: this project; covariate shift by acquisition as in Li, Jiang, Zhang, Kamp, Dou, "FedBN", 2021.
 */
public record FeatureShift(
        @Parameter(value = "deviation of the offset, in standard deviations of the feature", min = 0, max = 100, byDefault = "0.5") double shift,
        @Parameter(value = "deviation of the gain's logarithm", min = 0, max = 5, byDefault = "0") double gain)
        implements Partition {
    public FeatureShift {
        Parameters.check(FeatureShift.class, shift, gain);
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        return new Iid().deal(dataset, hospitals, stream);
    }

    @Override
    public Optional<Instrument> instrument(Dataset dataset, RandomGenerator stream) {
        Examples all = dataset.examples();
        double[] gains = Normal.draw(all.width(), stream);
        double[] offsets = Normal.draw(all.width(), stream);
        for (int k = 0; k < all.width(); k++) {
            gains[k] = StrictMath.exp(gain * gains[k]);
            offsets[k] *= shift * deviation(all, k);
        }
        return Optional.of((feature, value) -> (float) (value * gains[feature] + offsets[feature]));
    }

    private static double deviation(Examples all, int feature) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < all.size(); row++) {
            sum += all.features()[row * all.width() + feature];
        }
        double mean = sum / all.size();
        for (int row = 0; row < all.size(); row++) {
            double distance = all.features()[row * all.width() + feature] - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares / all.size());
    }
}
