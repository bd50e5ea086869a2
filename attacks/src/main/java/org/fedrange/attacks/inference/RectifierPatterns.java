package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Takes the gradient of a layer with ReLU apart into what each example of a batch adds to it.
 *
 * <pre>
 * dW = E X,  db = E 1;   dW = L (L' dW) with L orthonormal of rank B;   E = L Q diag(d)
 * each column q of Q:  of B - 1 rows of L drawn at random, the vector they all miss; kept where L q has many more zeros than those;
 *                      of all kept the independent ones with most zeros
 * d: least squares of L Q d = db;   X = diag(d)^-1 Q^-1 L' dW
 * </pre>
 *
 * <p>A draw finds example b where b silences all units drawn, which about one in 2^(B - 1) draws does for each of B examples.
 *
 * @param layer the layer's gradient
 * @param basis L, a row for each unit
 */
record RectifierPatterns(FirstLayer layer, double[][] basis) {
    /** Singular values so much smaller than the largest are rounding: those of gradients in single precision, squared. */
    private static final double ROUNDING = 1e-10;
    /**
     * Cosines below which a unit misses a vector, tried in turn: the first is above the rounding of single precision, and below what sums of several
     * examples reach, of which an untrained model thinks nearly the same; the others are for gradients with noise.
     */
    private static final double[] ZEROS = {1e-5, 1e-4, 1e-3};
    private static final double SAME = 0.999;
    private static final double INDEPENDENT = 1e-3;
    private static final int DRAWS = 10_000;
    /** More examples are not found by so many draws. */
    private static final int MOST_TOGETHER = 12;
    /** After so many draws it is asked whether they found anything new. */
    private static final int ROUND = 500;

    /** What was found: a row of X and a column of E for each example. */
    record Split(double[][] records, double[][] errors) {}

    /** From the directions with the largest singular values, as many as there can be examples. */
    static RectifierPatterns of(FirstLayer layer, int most) {
        int units = layer.units().length;
        RealMatrix products = new Array2DRowRealMatrix(units, units);
        for (int i = 0; i < units; i++) {
            for (int j = 0; j <= i; j++) {
                double product = FirstLayer.dot(layer.weights()[i], layer.weights()[j]);
                products.setEntry(i, j, product);
                products.setEntry(j, i, product);
            }
        }
        SingularValueDecomposition directions = new SingularValueDecomposition(products);
        double[] values = directions.getSingularValues();
        int rank = 1;
        while (rank < Math.min(most, units) && values[rank] > ROUNDING * values[0]) {
            rank++;
        }
        return new RectifierPatterns(layer, directions.getU().getSubMatrix(0, units - 1, 0, rank - 1).getData());
    }

    int rank() {
        return basis[0].length;
    }

    /** All examples; empty where not all of them come apart. */
    Optional<Split> split(RandomGenerator stream) {
        if (basis.length <= rank() || rank() > MOST_TOGETHER) {
            return Optional.empty();
        }
        for (double zero : ZEROS) {
            Optional<Split> split = split(zero, stream);
            if (split.isPresent()) {
                return split;
            }
        }
        return Optional.empty();
    }

    private Optional<Split> split(double zero, RandomGenerator stream) {
        int units = basis.length;
        double[] bounds = IntStream.range(0, units).mapToDouble(i -> zero * Math.sqrt(FirstLayer.dot(basis[i], basis[i]))).toArray();
        int enough = rank() - 1 + Math.max(2, (int) (0.15 * (units - rank() + 1)));
        List<Candidate> found = new ArrayList<>();
        List<Candidate> chosen = List.of();
        for (int draw = 1; draw <= DRAWS; draw++) {
            double[] candidate = missedExactly(IntStream.generate(() -> stream.nextInt(units)).limit(rank() - 1L).toArray());
            int[] zeros = candidate.length == 0 ? new int[0] : zeros(candidate, bounds);
            if (zeros.length >= enough && found.stream().allMatch(other -> Math.abs(FirstLayer.dot(other.vector(), candidate)) < SAME)) {
                double[] refined = missed(zeros);
                int its = zeros(refined, bounds).length;
                if (its >= enough && found.stream().allMatch(other -> Math.abs(FirstLayer.dot(other.vector(), refined)) < SAME)) {
                    found.add(new Candidate(refined, its));
                }
            }
            if (draw % ROUND == 0) {
                List<Candidate> before = chosen;
                chosen = sparsest(found);
                if (chosen.size() == rank() && chosen.equals(before)) {
                    return solved(chosen);
                }
            }
        }
        return Optional.empty();
    }

    /** A column of Q, and how many units miss it. */
    private record Candidate(double[] vector, int zeros) {}

    /**
     * The independent ones with most zeros. What two examples add together is missed only where both silence a unit: the examples themselves have more
     * zeros, and leave their sums dependent.
     */
    private List<Candidate> sparsest(List<Candidate> found) {
        List<Candidate> chosen = new ArrayList<>();
        List<double[]> orthogonal = new ArrayList<>();
        for (Candidate candidate : found.stream().sorted(Comparator.comparingInt(its -> -its.zeros())).toList()) {
            double[] rest = candidate.vector().clone();
            for (double[] other : orthogonal) {
                double along = FirstLayer.dot(rest, other);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= along * other[i];
                }
            }
            double length = Math.sqrt(FirstLayer.dot(rest, rest));
            if (length > INDEPENDENT) {
                chosen.add(candidate);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] /= length;
                }
                orthogonal.add(rest);
            }
        }
        return chosen;
    }

    private int[] zeros(double[] candidate, double[] bounds) {
        return IntStream.range(0, basis.length).filter(i -> Math.abs(FirstLayer.dot(basis[i], candidate)) < bounds[i]).toArray();
    }

    /** The unit vector that one row less than the rank all miss, by elimination; empty where they depend on each other. */
    private double[] missedExactly(int[] rows) {
        int width = rank();
        double[][] left = IntStream.of(rows).mapToObj(row -> basis[row].clone()).toArray(double[][]::new);
        int[] columns = IntStream.range(0, width).toArray();
        for (int k = 0; k < left.length; k++) {
            if (!pivot(left, columns, k)) {
                return new double[0];
            }
            for (int i = k + 1; i < left.length; i++) {
                double factor = left[i][columns[k]] / left[k][columns[k]];
                for (int j = k; j < width; j++) {
                    left[i][columns[j]] -= factor * left[k][columns[j]];
                }
            }
        }
        double[] missed = new double[width];
        missed[columns[width - 1]] = 1;
        double squares = 1;
        for (int k = left.length - 1; k >= 0; k--) {
            double sum = 0;
            for (int j = k + 1; j < width; j++) {
                sum -= left[k][columns[j]] * missed[columns[j]];
            }
            missed[columns[k]] = sum / left[k][columns[k]];
            squares += missed[columns[k]] * missed[columns[k]];
        }
        for (int i = 0; i < width; i++) {
            missed[i] /= Math.sqrt(squares);
        }
        return missed;
    }

    /** Brings the largest number left into the k-th row and column; false where nothing is left. */
    private static boolean pivot(double[][] left, int[] columns, int k) {
        int row = k;
        int column = k;
        for (int i = k; i < left.length; i++) {
            for (int j = k; j < columns.length; j++) {
                if (Math.abs(left[i][columns[j]]) > Math.abs(left[row][columns[column]])) {
                    row = i;
                    column = j;
                }
            }
        }
        double[] held = left[row];
        left[row] = left[k];
        left[k] = held;
        int at = columns[column];
        columns[column] = columns[k];
        columns[k] = at;
        return Math.abs(held[at]) > 1e-12;
    }

    /** The unit vector that rows of the basis come nearest to missing. */
    private double[] missed(int[] rows) {
        double[][] products = new double[rank()][rank()];
        for (int row : rows) {
            double length = FirstLayer.dot(basis[row], basis[row]);
            for (int i = 0; i < products.length; i++) {
                for (int j = 0; j < products.length; j++) {
                    products[i][j] += basis[row][i] * basis[row][j] / length;
                }
            }
        }
        return new SingularValueDecomposition(new Array2DRowRealMatrix(products, false)).getV().getColumn(rank() - 1);
    }

    private Optional<Split> solved(List<Candidate> chosen) {
        RealMatrix directions = new Array2DRowRealMatrix(chosen.stream().map(Candidate::vector).toArray(double[][]::new)).transpose();
        RealMatrix errors = new Array2DRowRealMatrix(basis).multiply(directions);
        try {
            double[] scales = new QRDecomposition(errors).getSolver().solve(new Array2DRowRealMatrix(layer.biases())).getColumn(0);
            RealMatrix projected = new Array2DRowRealMatrix(basis).transpose().multiply(new Array2DRowRealMatrix(layer.weights(), false));
            RealMatrix records = new LUDecomposition(directions).getSolver().solve(projected);
            double[][] all = new double[rank()][];
            double[][] its = new double[rank()][];
            for (int b = 0; b < all.length; b++) {
                double scale = scales[b];
                if (scale == 0) {
                    return Optional.empty();
                }
                all[b] = records.getRowVector(b).mapDivide(scale).toArray();
                its[b] = errors.getColumnVector(b).mapMultiply(scale).toArray();
            }
            return Optional.of(new Split(all, its));
        } catch (SingularMatrixException alike) {
            return Optional.empty();
        }
    }
}
