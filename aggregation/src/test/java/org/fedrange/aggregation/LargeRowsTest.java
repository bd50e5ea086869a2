package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

/** The kernels of many numbers against the plain ones and against their definitions, on few. */
class LargeRowsTest {
    private static final int[] ROWS = {1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 18, 24, 31, 33, 50, 64, 65};
    private static final int[] COLUMNS = {1, 15, 17, 511, 512, 513, 1024, 1500};

    private static float[][] normal(long seed, int rows, int columns, float about) {
        RandomGenerator stream = new Streams(seed).of("rows");
        float[][] result = new float[rows][columns];
        for (float[] row : result) {
            for (int k = 0; k < columns; k++) {
                row[k] = about + (float) stream.nextGaussian();
            }
        }
        return result;
    }

    /** Few different numbers, among them the largest there are, so that many are equal. */
    private static float[][] equalOnes(long seed, int rows, int columns) {
        RandomGenerator stream = new Streams(seed).of("rows");
        float[] numbers = {-Float.MAX_VALUE, -2, -1, 0, 1, 3, Float.MAX_VALUE, Float.MIN_VALUE};
        float[][] result = new float[rows][columns];
        for (float[] row : result) {
            for (int k = 0; k < columns; k++) {
                row[k] = numbers[stream.nextInt(numbers.length)];
            }
        }
        return result;
    }

    @Test
    void theMiddleIsThatOfThePlainLoops() {
        for (int rows : ROWS) {
            for (int columns : new int[] {1, 700, 4300}) {
                for (float[][] given : new float[][][] {normal(1, rows, columns, 3), equalOnes(2, rows, columns)}) {
                    for (int trim : IntStream.of(0, rows / 5, (rows - 1) / 2).distinct().toArray()) {
                        assertMiddle(given, columns, trim);
                    }
                }
            }
        }
    }

    private static void assertMiddle(float[][] rows, int columns, int trim) {
        FloatMiddle plain = new FloatMiddle(rows, trim);
        Rows.Middle large = LargeMiddle.of(rows, trim, FloatVector.zeros(columns));
        float[] expected = FloatVector.zeros(columns).filled(plain::mean).array();
        float[] actual = ((FloatVector) large.mean()).array();
        String which = rows.length + " x " + columns + ", trim " + trim;
        for (int k = 0; k < columns; k++) {
            double size = 0;
            for (float[] row : rows) {
                size = Math.max(size, Math.abs(row[k]));
            }
            // Of one or two that stay nothing is summed; else sums are of the size of the largest that stays.
            assertEquals(expected[k], actual[k], rows.length - 2 * trim <= 2 ? 0 : 1e-6 * size, which);
        }
        assertArrayEquals(plain.kept(), large.kept(), which);
    }

    @Test
    void aMiddleByHand() {
        // 1, 2, 4, 9 without the smallest and the largest: (2 + 4) / 2; -5, 1, 1, 2, 7: (1 + 1 + 2) / 3.
        assertEquals(3, new LargeMiddleOf(1, 1, 2, 4, 9).mean());
        assertEquals(4f / 3, new LargeMiddleOf(1, -5, 1, 1, 2, 7).mean());
        // In the second, both ones stay, and so does the 2.
        assertArrayEquals(new long[] {0, 1, 1, 1, 0}, new LargeMiddleOf(1, -5, 1, 1, 2, 7).kept());
    }

    private record LargeMiddleOf(int trim, float... numbers) {
        private Rows.Middle middle() {
            float[][] rows = new float[numbers.length][];
            Arrays.setAll(rows, i -> new float[] {numbers[i]});
            return LargeMiddle.of(rows, trim, FloatVector.zeros(1));
        }

        float mean() {
            return ((FloatVector) middle().mean()).array()[0];
        }

        long[] kept() {
            return middle().kept();
        }
    }

    @Test
    void distancesAreSummedByLanesWhateverTheWidthOfVectors() {
        for (int rows : new int[] {2, 3, 4, 5, 9, 13}) {
            for (int columns : COLUMNS) {
                float[][] given = normal(3, rows, columns, 0);
                double[][] distances = LargeDistances.squared(given, columns);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < rows; j++) {
                        double expected = i == j ? 0 : byLanes(given[Math.max(i, j)], given[Math.min(i, j)]);
                        assertEquals(expected, distances[i][j], rows + " x " + columns);
                    }
                }
            }
        }
    }

    /** The definition: column k belongs to sum k mod 16, and sums move to double precision after 1,024 columns. */
    private static double byLanes(float[] x, float[] y) {
        double[] totals = new double[LargeDistances.LANES];
        for (int from = 0; from < x.length; from += LargeDistances.BLOCK) {
            float[] sums = new float[totals.length];
            for (int k = from; k < Math.min(x.length, from + LargeDistances.BLOCK); k++) {
                float d = x[k] - y[k];
                sums[k % sums.length] = Math.fma(d, d, sums[k % sums.length]);
            }
            Arrays.setAll(totals, lane -> totals[lane] + sums[lane]);
        }
        double sum = 0;
        for (double total : totals) {
            sum += total;
        }
        return sum;
    }

    @Test
    void aLargeCommonOffsetCancels() {
        // About 10,000 the squares of two rows, 1e11 in 1,500 columns, agree in all digits that single precision has, and their
        // distance, about 3,000, would drown in products; differences of numbers so near to each other are exact.
        float[][] rows = normal(4, 6, 1500, 10_000);
        for (double[][] distances : new double[][][] {LargeDistances.squared(rows, 1500), new FloatDistances(rows, 1500).squared()}) {
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < i; j++) {
                    double exact = 0;
                    for (int k = 0; k < 1500; k++) {
                        exact += ((double) rows[i][k] - rows[j][k]) * ((double) rows[i][k] - rows[j][k]);
                    }
                    assertEquals(exact, distances[i][j], 1e-6 * exact);
                }
            }
        }
    }

    @Test
    void meansOfChoices() {
        for (int rows : new int[] {2, 4, 5, 11, 17}) {
            for (int columns : COLUMNS) {
                for (float about : new float[] {0, 1000}) {
                    assertMeans(normal(5, rows, columns, about), columns);
                }
            }
        }
        // What is added stays within the range of single precision.
        float[][] largest = new float[7][3];
        for (float[] row : largest) {
            Arrays.fill(row, Float.MAX_VALUE);
        }
        for (float number : LargeMeans.of(largest, 3, new int[][] {{0, 1, 2, 4, 6}})[0]) {
            assertEquals(Float.MAX_VALUE, number, 1e-6 * Float.MAX_VALUE);
        }
    }

    private static void assertMeans(float[][] rows, int columns) {
        int many = (rows.length + 1) / 2;
        int[][] choices = new int[rows.length - many + 1][];
        Arrays.setAll(choices, first -> IntStream.range(first, first + many).toArray());
        float[][] means = LargeMeans.of(rows, columns, choices);
        for (int c = 0; c < choices.length; c++) {
            for (int k = 0; k < columns; k++) {
                int column = k;
                double exact = Arrays.stream(choices[c]).mapToDouble(i -> rows[i][column]).average().orElseThrow();
                assertEquals(exact, means[c][k], 1e-6 * Math.max(1, Math.abs(exact)), rows.length + " x " + columns);
            }
        }
    }

    @Test
    void distancesFromAPointAreSummedByLanesWhateverTheWidthOfVectors() {
        for (int columns : new int[] {1, 31, 33, 2047, 2048, 2050, 5000}) {
            float[][] given = normal(7, 3, columns, 0);
            double[] point = new double[columns];
            Arrays.setAll(point, k -> given[0][k] / 3.0);
            double[] squared = new PointDistances(given).squared((from, length, block) -> System.arraycopy(point, from, block, 0, length), 0, columns);
            for (int i = 0; i < given.length; i++) {
                double[] sums = new double[PointDistances.LANES];
                for (int k = 0; k < columns; k++) {
                    sums[k % sums.length] = Math.fma(given[i][k] - point[k], given[i][k] - point[k], sums[k % sums.length]);
                }
                assertEquals(Rows.total(sums), squared[i], i + " of " + columns);
            }
        }
    }

    @Test
    void sumsOfEightRowsAreThoseOfSingleOnes() {
        for (int columns : COLUMNS) {
            float[][] rows = normal(8, 9, columns + 3, 0);
            int[] used = {0, 1, 3, 4, 5, 6, 7, 8};
            double[] weights = {0.1, 0.2, 0, 0.3, 1.0 / 3, 7, -2, 0.5, 1e-3};
            double[] expected = new double[columns];
            for (int row : used) {
                for (int k = 0; k < columns; k++) {
                    expected[k] += weights[row] * rows[row][k + 3];
                }
            }
            double[] sum = new double[columns];
            LargeSums.add(sum, columns, rows, used, 0, weights, 3);
            assertArrayEquals(expected, sum);
        }
    }

    @Test
    void threadsChangeNoNumber() throws Exception {
        // 140,000 columns are three sections.
        double[][] rows = new double[15][140_000];
        float[][] drawn = normal(9, rows.length, 140_000, 0);
        for (int i = 0; i < rows.length; i++) {
            float[] its = drawn[i];
            Arrays.setAll(rows[i], k -> its[k]);
        }
        for (Aggregator rule : new Aggregator[] {
            new Mean(false), new Median(), new TrimmedMean(3), new MultiKrum(3, null, null), new GeometricMedian(0.1, 3, false), new CenteredClipping(100, 2)
        }) {
            assertArrayEquals(in(1, rule, rows), in(4, rule, rows), 0, rule.toString());
        }
    }

    private static double[] in(int threads, Aggregator rule, double[][] rows) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> Given.aggregate(rule, Given.SINGLE.updates(rows)).vector().toDoubles()).get();
        }
    }

    @Test
    void manyNumbersTakeTheseKernels() {
        // Two millions of numbers: the rules on them, against the same in double precision.
        float[][] rows = normal(6, 20, 100_000, 0);
        double[][] exact = new double[rows.length][100_000];
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            Arrays.setAll(exact[i], k -> rows[row][k]);
        }
        for (Aggregator rule : new Aggregator[] {new Median(), new TrimmedMean(4), new Krum(4, null), new GeometricMedian(0.1, 3, false)}) {
            double[] expected = Given.aggregate(rule, Given.DOUBLE.updates(exact)).vector().toDoubles();
            double[] actual = Given.aggregate(rule, Given.SINGLE.updates(exact)).vector().toDoubles();
            assertArrayEquals(expected, actual, 1e-6, rule.toString());
        }
        assertTrue(Given.apply(new NearestNeighborMixing(4), Given.SINGLE.updates(exact)).getFirst().change().norm() < 100);
    }
}
