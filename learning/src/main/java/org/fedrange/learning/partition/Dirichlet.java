package org.fedrange.learning.partition;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Dataset;

/**
 * Label skew: each class is spread over the hospitals by proportions of its own.
 *
 * <pre>
 * for each class:  p ~ Dirichlet(alpha, ..., alpha), one number a hospital
 *                  hospital i gets the shuffled examples from floor(n (p_1 + ... + p_{i-1})) to floor(n (p_1 + ... + p_i))
 * </pre>
 *
 * <p>A large alpha is nearly iid; at 0.1 most of a class sits in a hospital or two. All classes are drawn again, up to
 * {@value #DRAWS} times, until every hospital has {@code fewest} examples.
 *
 * <p>Example: a class of 10, proportions 0.25, 0.05, 0.7: 2, 1 and 7 examples.
 *
 * <p>Source: Hsu, Qi, Brown, "Measuring the Effects of Non-Identical Data Distribution for Federated Visual Classification", 2019;
 * spread class by class, with redraws, as in Li, Diao, Chen, He, "Federated Learning on Non-IID Data Silos", 2022.
 */
public record Dirichlet(
        @Parameter(value = "concentration: small is skewed, large is nearly iid", above = 0, max = 1e6) double alpha,
        @Parameter(value = "fewest examples of a hospital", unit = "examples", min = 1, byDefault = "2") int fewest)
        implements Partition {
    private static final int DRAWS = 100;

    public Dirichlet {
        Parameters.check(Dirichlet.class, alpha, fewest);
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        return redrawn(dataset.examples().size(), hospitals, () -> spread(dataset, hospitals, stream));
    }

    /** The first of several draws that gives every hospital enough. */
    List<Share> redrawn(int examples, int hospitals, Supplier<Piles> draws) {
        if ((long) fewest * hospitals > examples) {
            throw new IllegalArgumentException(examples + " examples cannot give each of " + hospitals + " hospitals " + fewest
                    + "; choose fewer hospitals or a smaller fewest");
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            Piles piles = draws.get();
            if (piles.fewest() >= fewest) {
                return piles.shares(Numbered.names("hospital", hospitals), "");
            }
        }
        throw new IllegalArgumentException("none of " + DRAWS + " draws at alpha " + alpha + " gave each of " + hospitals
                + " hospitals " + fewest + " of the " + examples
                + " examples; choose a larger alpha, fewer hospitals or a smaller fewest");
    }

    private Piles spread(Dataset dataset, int hospitals, RandomGenerator stream) {
        Piles piles = new Piles(hospitals);
        for (int label = 0; label < dataset.classes().size(); label++) {
            spread(Shuffle.of(rows(dataset, label), stream), proportions(hospitals, stream), piles);
        }
        return piles;
    }

    /** Cuts one class at the running sums of the proportions. */
    static void spread(int[] rows, double[] proportions, Piles piles) {
        double sum = 0;
        int next = 0;
        for (int hospital = 0; hospital < proportions.length; hospital++) {
            sum += proportions[hospital];
            // The last hospital takes what rounding has left.
            int end = hospital == proportions.length - 1 ? rows.length : (int) Math.min(rows.length, rows.length * sum);
            while (next < end) {
                piles.add(hospital, rows[next++]);
            }
        }
    }

    /** One draw of Dirichlet(alpha, ..., alpha): gamma draws, divided by their sum. */
    double[] proportions(int hospitals, RandomGenerator stream) {
        Gamma gamma = new Gamma(alpha);
        double[] logs = IntStream.range(0, hospitals).mapToDouble(hospital -> gamma.logarithm(stream)).toArray();
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (int i = 0; i < hospitals; i++) {
            logs[i] = StrictMath.exp(logs[i] - largest);
            sum += logs[i];
        }
        for (int i = 0; i < hospitals; i++) {
            logs[i] /= sum;
        }
        return logs;
    }

    private static int[] rows(Dataset dataset, int label) {
        int[] labels = dataset.examples().labels();
        return IntStream.range(0, labels.length).filter(row -> labels[row] == label).toArray();
    }
}
