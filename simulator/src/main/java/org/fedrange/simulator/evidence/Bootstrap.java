package org.fedrange.simulator.evidence;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;

/**
 * Where a statistic of paired seeds lies, by drawing seeds with replacement.
 *
 * <pre>
 * interval, 95 %:  2.5 % and 97.5 % quantiles of the statistic over 2,000 samples of n of the n seeds
 * </pre>
 *
 * <p>Example: the mean of (0, 1) is 0.5; a quarter of the samples has twice the first and a quarter twice the second, so that its interval is 0 to 1. One seed gives an interval of no width:
 * it says nothing. Fewer than six seeds give one that is too narrow.
 *
 * <p>Source: Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979; percentiles, as in Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 *
 * @param value the statistic of all seeds, each once
 * @param low lower end of its interval
 * @param high upper end
 */
public record Bootstrap(double value, double low, double high) {
    private static final int SAMPLES = 2_000;
    private static final int TAIL = SAMPLES / 40;

    /**
     * Of a statistic.
     *
     * @param name names the stream that samples are drawn from: the same for every build and machine
     * @param seeds how many there are, at least 1
     * @param statistic of the places, from 0, of the seeds in a sample
     */
    public static Bootstrap of(String name, int seeds, ToDoubleFunction<int[]> statistic) {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be at least 1, got " + seeds);
        }
        int[] all = new int[seeds];
        Arrays.setAll(all, place -> place);
        RandomGenerator stream = new Streams(0).of("bootstrap of " + name);
        double[] values = new double[SAMPLES];
        Arrays.setAll(values, i -> statistic.applyAsDouble(Arrays.stream(all).map(place -> stream.nextInt(seeds)).toArray()));
        Arrays.sort(values);
        return new Bootstrap(statistic.applyAsDouble(all), values[TAIL], values[SAMPLES - 1 - TAIL]);
    }

    /** Of the mean of one figure for each seed. */
    public static Bootstrap mean(String name, double[] figures) {
        return of(name, figures.length, places -> {
            double sum = 0;
            for (int place : places) {
                sum += figures[place];
            }
            return sum / places.length;
        });
    }
}
