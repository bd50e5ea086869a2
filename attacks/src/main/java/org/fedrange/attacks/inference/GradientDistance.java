package org.fedrange.attacks.inference;

/** How far a gradient is from the one to be matched. */
public enum GradientDistance {
    /** One minus the cosine between them, {@code 1 - g t / (|g| |t|)}: blind to length, and so to clipping. */
    COSINE {
        @Override
        double of(double[] g, double[] t, double[] slope) {
            double length = norm(g);
            double other = norm(t);
            if (length == 0 || other == 0) {
                return 1;
            }
            double cosine = product(g, t) / (length * other);
            for (int i = 0; i < g.length; i++) {
                slope[i] = (g[i] * cosine / length - t[i] / other) / length;
            }
            return 1 - cosine;
        }
    },
    /** The squared distance between them, {@code |g - t|^2 / |t|^2}, as in the first attacks of this kind. */
    EUCLIDEAN {
        @Override
        double of(double[] g, double[] t, double[] slope) {
            double square = product(t, t);
            double sum = 0;
            for (int i = 0; i < g.length && square > 0; i++) {
                double difference = g[i] - t[i];
                sum += difference * difference;
                slope[i] = 2 * difference / square;
            }
            return square > 0 ? sum / square : 0;
        }
    };

    /**
     * The distance of {@code g} from {@code t}; its derivative by {@code g} is written to {@code slope}, which comes as zeros.
     *
     * <p>Example: g = (1, 0), t = (0, 2): cosine 1, euclidean (1 + 4) / 4 = 1.25.
     */
    abstract double of(double[] g, double[] t, double[] slope);

    static double norm(double[] x) {
        return Math.sqrt(product(x, x));
    }

    private static double product(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
