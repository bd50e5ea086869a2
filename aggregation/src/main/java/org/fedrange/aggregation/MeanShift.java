package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clusters of points by moving each to the mean of those around it until it stands still (flat kernel); the width is the mean distance to the
 * point in the middle of all, ordered by distance.
 *
 * <p>Source: Comaniciu, Meer, "Mean Shift: A Robust Approach toward Feature Space Analysis", 2002.
 */
final class MeanShift {
    private static final int MOST_STEPS = 300;

    private MeanShift() {}

    /** The points of the largest cluster; of equal ones that of the first point. */
    static boolean[] largestCluster(double[][] points) {
        double width = width(points);
        List<double[]> centers = new ArrayList<>();
        int[] clusterOf = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            double[] peak = peak(points[i], points, width);
            int known = IntStream.range(0, centers.size()).filter(c -> distance(centers.get(c), peak) <= width / 2).findFirst().orElse(-1);
            if (known < 0) {
                centers.add(peak);
            }
            clusterOf[i] = known < 0 ? centers.size() - 1 : known;
        }
        int largest = 0;
        for (int c = 1; c < centers.size(); c++) {
            largest = size(clusterOf, c) > size(clusterOf, largest) ? c : largest;
        }
        boolean[] members = new boolean[points.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = clusterOf[i] == largest;
        }
        return members;
    }

    private static long size(int[] clusterOf, int cluster) {
        return Arrays.stream(clusterOf).filter(c -> c == cluster).count();
    }

    private static double width(double[][] points) {
        double sum = 0;
        for (double[] point : points) {
            double[] distances = Arrays.stream(points).mapToDouble(other -> distance(point, other)).sorted().toArray();
            sum += distances[Math.max(0, (points.length - 1) / 2)];
        }
        return sum / points.length;
    }

    private static double[] peak(double[] start, double[][] points, double width) {
        double[] at = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] mean = new double[at.length];
            int around = 0;
            for (double[] point : points) {
                if (distance(point, at) <= width) {
                    around++;
                    for (int k = 0; k < mean.length; k++) {
                        mean[k] += point[k];
                    }
                }
            }
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= Math.max(1, around);
            }
            if (around == 0 || distance(mean, at) <= 1e-3 * width) {
                return at;
            }
            at = mean;
        }
        return at;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }
}
