package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.fedrange.attacks.Inner;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;

/**
 * Estimates from an update how many of the patients behind it have a property that is nobody's class: a feature above the mean of the observer's own examples.
 *
 * <pre>
 * imagined hospitals h = 1..m: a share s_h uniform in [0, 1], patients drawn from the observer's examples so, trained by; their gradients g_h
 * estimate of s for g:  mean s + sum_h a_h (g_h - mean g) . (g - mean g),   (K + r tr(K)/m I) a = s - mean s,   K the products of the g_h - mean g
 * </pre>
 *
 * <p>That is ridge regression, in its dual form because a model has more numbers than there are imagined hospitals. Whoever knows the population only says its share.
 *
 * <p>Example: imagined gradients 1 and -1 with shares 1 and 0, r near 0: an update with gradient 0.5 is told to have a share of 0.75.
 *
 * <p>Source: Melis, Song, De Cristofaro, Shmatikov, "Exploiting Unintended Feature Leakage in Collaborative Learning", 2019, with a classifier of two kinds of batches in place of the
 * regression; Ganju, Wang, Yang, Gunter, Borisov, "Property Inference Attacks on Fully Connected Neural Networks", 2018, for shares.
 */
public record PropertyInference(
        @Parameter(value = "round whose updates are attacked", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates attacked at most, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "100") int targets,
        @Parameter(value = "column of the feature, from 0", min = 0, max = 1_000_000, byDefault = "0") int column,
        @Parameter(value = "hospitals imagined", unit = "hospitals", min = 2, max = 2_000, byDefault = "200") int imagined,
        @Parameter(value = "weight of the ridge, as a share of the mean squared gradient", above = 0, max = 1000, byDefault = "0.1") double ridge)
        implements UpdateInference {
    /** As many patients as a hospital that declares none is taken for. */
    private static final int ANY = 50;

    public PropertyInference {
        Parameters.check(PropertyInference.class, round, targets, column, imagined, ridge);
    }

    @Override
    public Optional<String> unsuited(Task task) {
        return column < task.shape().width()
                ? Optional.empty()
                : Optional.of("columns of the features are counted from 0 to " + (task.shape().width() - 1) + ", got " + column);
    }

    /** Which examples have the property: a feature above the mean of the observer's. */
    public boolean[] having(Examples examples, Examples side) {
        double mean = IntStream.range(0, side.size()).mapToDouble(i -> value(side, i)).average().orElse(0);
        boolean[] having = new boolean[examples.size()];
        for (int i = 0; i < having.length; i++) {
            having[i] = value(examples, i) > mean;
        }
        return having;
    }

    private float value(Examples examples, int row) {
        return examples.features()[row * examples.width() + column];
    }

    /** The share of such examples. */
    public double share(Examples examples, Examples side) {
        boolean[] having = having(examples, side);
        return IntStream.range(0, having.length).filter(i -> having[i]).count() / (double) Math.max(1, having.length);
    }

    /** The estimate for a contribution, in [0, 1]; the population's share where all of the observer's examples are of one kind. */
    public double estimate(View view, Contribution seen, Examples side, RandomGenerator stream) {
        boolean[] having = having(side, side);
        int[] with = IntStream.range(0, having.length).filter(i -> having[i]).toArray();
        int[] without = IntStream.range(0, having.length).filter(i -> !having[i]).toArray();
        if (with.length == 0 || without.length == 0) {
            return share(side, side);
        }
        double[] shares = new double[imagined];
        List<FloatVector> gradients = new ArrayList<>();
        for (int h = 0; h < imagined; h++) {
            shares[h] = stream.nextDouble();
            gradients.add(gradient(view.task(), seen, drawn(side, with, without, shares[h], patients(view.task(), seen), stream), stream));
        }
        return regressed(gradients, shares, GradientEstimate.of(view, seen));
    }

    /** How many patients stand behind each node's part of a contribution. */
    private static int patients(Task task, Contribution seen) {
        int records = task.records(seen);
        return records == Integer.MAX_VALUE ? ANY : Math.max(1, records / seen.nodes().size());
    }

    private static Examples drawn(Examples side, int[] with, int[] without, double share, int patients, RandomGenerator stream) {
        return side.at(IntStream.range(0, patients).map(i -> {
            int[] kind = stream.nextDouble() < share ? with : without;
            return kind[stream.nextInt(kind.length)];
        }).toArray());
    }

    /** What such a hospital would have sent in a first round from the same model. */
    private static FloatVector gradient(Task task, Contribution seen, Examples patients, RandomGenerator stream) {
        FloatVector change = (FloatVector) task.training()
                .train(task.network(), seen.model(), patients, task.training().fresh(task.network()), stream).change();
        Contribution one = new Contribution(seen.round(), seen.nodes().subList(0, 1), seen.model(), change, patients.size());
        return GradientEstimate.of(new View(task, List.of(one)), one);
    }

    private double regressed(List<FloatVector> gradients, double[] shares, FloatVector target) {
        FloatVector mean = FloatVector.zeros(target.size());
        for (FloatVector gradient : gradients) {
            mean = (FloatVector) mean.plus(1.0 / shares.length, gradient);
        }
        FloatVector middle = mean;
        List<FloatVector> centered = gradients.stream().map(gradient -> (FloatVector) gradient.minus(middle)).toList();
        double average = Arrays.stream(shares).average().orElse(0);
        RealMatrix products = products(centered);
        double own = products.getTrace() / shares.length;
        if (own == 0) {
            return average;
        }
        for (int i = 0; i < shares.length; i++) {
            products.addToEntry(i, i, ridge * own);
        }
        RealVector weights = new CholeskyDecomposition(products).getSolver().solve(new ArrayRealVector(shares).mapSubtract(average));
        FloatVector from = (FloatVector) target.minus(middle);
        double estimate = average;
        for (int i = 0; i < shares.length; i++) {
            estimate += weights.getEntry(i) * Inner.product(centered.get(i), from);
        }
        return Math.clamp(estimate, 0, 1);
    }

    private static RealMatrix products(List<FloatVector> vectors) {
        RealMatrix products = new Array2DRowRealMatrix(vectors.size(), vectors.size());
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j <= i; j++) {
                double product = Inner.product(vectors.get(i), vectors.get(j));
                products.setEntry(i, j, product);
                products.setEntry(j, i, product);
            }
        }
        return products;
    }
}
