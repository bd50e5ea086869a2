package org.fedrange.learning.partition;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;

/** How the examples of a data set are dealt to hospitals. A pure function of data, number of hospitals and stream. */
public sealed interface Partition 
        permits Dirichlet, FeatureShift, GammaSimilarity, Iid, Natural, QuantitySkew, Shards, Wards, CustomPartition {

    /**
     * The number of hospitals, where it follows from the data; 0 where it would, but the data has no real hospitals. Empty for
     * partitions that deal to any number.
     */
    default OptionalInt hospitals(Dataset dataset) {
        return OptionalInt.empty();
    }

    /**
     * Deals the examples.
     *
     * @param hospitals number of hospitals: any for partitions that do not follow from the data, else {@link #hospitals(Dataset)}
     * @return the hospitals in node order, each with at least one example; no example is in two of them
     * @throws IllegalArgumentException where that cannot be, saying why and what would help
     */
    List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream);

    /** How a hospital measures its patients; empty where as they are. {@code stream} is the hospital's own. */
    default Optional<Instrument> instrument(Dataset dataset, RandomGenerator stream) {
        return Optional.empty();
    }

    /** The data set as the hospitals that it was dealt to measure it. */
    default Dataset measured(Dataset dataset, List<Share> shares, Streams streams) {
        List<Optional<Instrument>> instruments = IntStream.range(0, shares.size())
                .mapToObj(hospital -> instrument(dataset, streams.of("instrument", 0, hospital)))
                .toList();
        if (instruments.stream().noneMatch(Optional::isPresent)) {
            return dataset;
        }
        float[] features = dataset.examples().features().clone();
        for (int i = 0; i < shares.size(); i++) {
            int[] rows = shares.get(i).rows();
            instruments.get(i).ifPresent(instrument -> measure(dataset.examples().width(), rows, instrument, features));
        }
        return dataset.withFeatures(features);
    }

    private static void measure(int width, int[] rows, Instrument instrument, float[] features) {
        for (int row : rows) {
            for (int k = 0; k < width; k++) {
                features[row * width + k] = instrument.shown(k, features[row * width + k]);
            }
        }
    }

    /** What a hospital's instruments make of the truth. */
    @FunctionalInterface
    interface Instrument {
        /** What it shows for the feature {@code feature} when the truth is {@code value}. */
        float shown(int feature, float value);
    }

    /**
     * One hospital's share.
     *
     * @param name the hospital's name
     * @param rows its rows of the data set's examples, ascending
     */
    record Share(String name, int[] rows) {}
}
