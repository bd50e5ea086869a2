package org.fedrange.simulator.evidence;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.fedrange.learning.partition.Gamma;
import org.fedrange.simulator.DeclaredLoss;
import org.fedrange.simulator.Estimate;

/**
 * What a threat might cost in a year. Declared are how often it is tried and what one success costs; measured is how often a try succeeds.
 *
 * <pre>
 * attempts ~ PERT(least, likely, most),  success ~ Beta(k + 1/2, n - k + 1/2),  successes ~ Poisson(attempts success)
 * loss = sum over successes of PERT(least, likely, most)
 * PERT(a, m, b) = a + (b - a) Beta(1 + 4 (m - a)/(b - a), 1 + 4 (b - m)/(b - a)),   with mean (a + 4 m + b)/6
 * </pre>
 *
 * <p>Example: tried 0.1, likely 0.5, at most 2 times a year: 0.683 on average; 18 of 20 tries succeeded: 0.881; a success costs 50, likely 200, at most
 * 2,000 thousand: 475 on average. A year costs 0.683 x 0.881 x 475 = 286 thousand on average, and in exp(-0.6) = 55 % of the years nothing.
 *
 * <p>Source: FAIR (The Open Group, "Risk Analysis", C13G) for the tree; Malcolm et al., "Application of a technique for research and development program
 * evaluation", 1959, for PERT; the prior of Jeffreys, as in {@link Proportion}.
 *
 * @param mean over the years drawn
 * @param median the loss that half of the years stay below
 * @param ninety the loss that 90 % of them stay below
 * @param ninetyFive the loss that 95 % of them stay below
 * @param none share of the years without any
 */
public record AnnualLoss(double mean, double median, double ninety, double ninetyFive, double none) {
    private static final int YEARS = 20_000;

    /** Of a threat of which so much is declared, and a defense under which its worst attack so often succeeded. */
    public static AnnualLoss of(DeclaredLoss declared, String defense, Proportion measured) {
        // No part of any run: the same for every seed of the study, and another for each row.
        RandomGenerator stream = new Streams(0).of("annual loss " + declared.threat() + " under " + defense);
        double[] years = new double[YEARS];
        for (int year = 0; year < YEARS; year++) {
            double success = beta(measured.successes() + 0.5, measured.runs() - measured.successes() + 0.5, stream);
            years[year] = loss(declared.amount(), poisson(pert(declared.attempts(), stream) * success, stream), stream);
        }
        Arrays.sort(years);
        double sum = 0;
        int none = 0;
        for (double year : years) {
            sum += year;
            none += year == 0 ? 1 : 0;
        }
        return new AnnualLoss(sum / YEARS, years[YEARS / 2], years[YEARS / 10 * 9], years[YEARS / 20 * 19], (double) none / YEARS);
    }

    private static double loss(Estimate amount, int successes, RandomGenerator stream) {
        double loss = 0;
        for (int i = 0; i < successes; i++) {
            loss += pert(amount, stream);
        }
        return loss;
    }

    private static double pert(Estimate its, RandomGenerator stream) {
        double range = its.most() - its.least();
        return its.least() + range * beta(1 + 4 * (its.likely() - its.least()) / range, 1 + 4 * (its.most() - its.likely()) / range, stream);
    }

    /** x / (x + y) of two gamma draws, by logarithms. */
    private static double beta(double one, double other, RandomGenerator stream) {
        double x = new Gamma(one).logarithm(stream);
        double y = new Gamma(other).logarithm(stream);
        return 1 / (1 + StrictMath.exp(y - x));
    }

    /** How many events at unit rate fall into a time so long. */
    private static int poisson(double time, RandomGenerator stream) {
        int events = 0;
        double at = -StrictMath.log(1 - stream.nextDouble());
        while (at <= time) {
            events++;
            at -= StrictMath.log(1 - stream.nextDouble());
        }
        return events;
    }
}
