package org.fedrange.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;

/**
 * What secure aggregation costs a hospital over their number, measured to 200 and by the papers' formulas to 100,000: writes {@code docs/secure-cost.csv}
 * and {@code docs/secure-cost.svg}. Time is that of the processor for a whole round, coordinator and all, a hospital's share of it, and is given as a
 * multiple of bonawitz's at ten hospitals.
 *
 * <pre>
 * time(k) = a + b k + c k^2     k neighbours: n - 1 (Bonawitz et al. 2017: O(n^2 + d n)), or as many as the graph has (Bell et al. 2020: O(log^2 n + d log n))
 * bytes   = (2 n + 5 n - 4) 32  with k + 1 in the place of n where there is a graph
 * </pre>
 */
public final class SecureCosts {
    private static final int[] MEASURED = {10, 20, 50, 100, 150, 200};
    private static final int[] BEYOND = {500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000};
    private static final int TRIES = 5;
    private static final int SWEEPS = 100_000;

    private SecureCosts() {}

    /** One point of a curve. */
    record Point(String protocol, int nodes, int neighbors, boolean measured, double time, double bytes) {}

    /**
     * Measures and writes.
     *
     * @param args numbers in each vector, 16384 where nothing is given; and the folder, {@code docs}
     */
    public static void main(String[] args) throws IOException {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 1 << 14;
        Path folder = Path.of(args.length > 1 ? args[1] : "docs");
        RandomGenerator stream = new Streams(1).of("benchmark");
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) stream.nextGaussian();
        }
        // Code compiles first: the first point would be dear.
        measured("bonawitz", 50, FloatVector.of(values));
        List<Point> points = new ArrayList<>();
        for (String protocol : List.of("bonawitz", "bell")) {
            for (int nodes : MEASURED) {
                points.add(measured(protocol, nodes, FloatVector.of(values)));
            }
        }
        List<Point> all = relative(extended(points));
        Files.writeString(folder.resolve("secure-cost.csv"), csv(all, size));
        Files.writeString(folder.resolve("secure-cost.svg"), new LogPlot(all).svg());
    }

    private static Point measured(String protocol, int nodes, FloatVector update) {
        String variant = protocol.equals("bell") ? "bell" : "semi-honest";
        long least = Long.MAX_VALUE;
        WholeRound round = new WholeRound(variant, nodes, update.size());
        for (int i = 0; i < TRIES; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            round.run(update);
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        }
        return new Point(protocol, nodes, round.neighbors(), true, (double) least / nodes, round.bytes());
    }

    private static List<Point> extended(List<Point> measured) {
        double[] model = fitted(measured);
        List<Point> all = new ArrayList<>(measured);
        for (String protocol : List.of("bonawitz", "bell")) {
            for (int nodes : BEYOND) {
                int k = protocol.equals("bell") ? WholeRound.sparse(nodes).neighbors() : nodes - 1;
                double time = model[0] + model[1] * k + model[2] * k * (double) k;
                all.add(new Point(protocol, nodes, k, false, time, (2.0 * (k + 1) + 5.0 * (k + 1) - 4) * 32));
            }
        }
        return all;
    }

    /**
     * Least squares over the relative error of {@code a + b k + c k^2}, none of them below zero, one coefficient after another: unbounded, noise to 200 hospitals makes
     * times below zero of 100,000.
     */
    static double[] fitted(List<Point> points) {
        double[] model = new double[3];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int j = 0; j < model.length; j++) {
                double pull = 0;
                double weight = 0;
                for (Point point : points) {
                    double[] row = {1 / point.time(), point.neighbors() / point.time(), point.neighbors() * (double) point.neighbors() / point.time()};
                    pull += row[j] * (1 - row[0] * model[0] - row[1] * model[1] - row[2] * model[2]);
                    weight += row[j] * row[j];
                }
                model[j] = Math.max(0, model[j] + pull / weight);
            }
        }
        return model;
    }

    private static List<Point> relative(List<Point> points) {
        double one = points.getFirst().time();
        return points.stream().map(its -> new Point(its.protocol(), its.nodes(), its.neighbors(), its.measured(), its.time() / one, its.bytes())).toList();
    }

    private static String csv(List<Point> points, int size) {
        StringBuilder csv = new StringBuilder("protocol,numbers,hospitals,neighbours,from,time,bytes\n");
        points.forEach(its -> csv.append(String.format(
                Locale.ROOT, "%s,%d,%d,%d,%s,%.3g,%.0f%n", its.protocol(), size, its.nodes(), its.neighbors(), its.measured() ? "measured" : "formula", its.time(), its.bytes())));
        return csv.toString();
    }
}
