package org.fedrange.aggregation.secure;

import java.util.Optional;

/**
 * How many neighbours are enough: the smallest Harary graph on a random ring that keeps secrets and survives dropouts.
 *
 * <pre>
 * n P[X &gt;= t] &lt;= 2^-40,   X ~ Hypergeometric(n-1, corrupt, k)      no node has t corrupt neighbours, who could unmask it
 * n P[Y &lt; t] &lt;= 2^-30,    Y ~ Hypergeometric(n-1, n-1-dropped, k)  each node keeps t neighbours to be unmasked by
 * n (n-1) / 2  C(r, k) / C(n, k) &lt;= 2^-40,  r = corrupt + dropped   no two gaps of k/2 on the ring, so the honest stay connected
 * t &gt; k / 2                                                         no two sets of t neighbours that share nobody
 * </pre>
 *
 * <p>Example: n = 100, of which 5 corrupt and 5 dropped: k = 12, t = 7. Ten gone nodes make no two gaps of six; of 12 neighbours at least
 * 7 are left; 5 corrupt ones are no 7.
 *
 * <p>Source: Bell et al., "Secure Single-Server Aggregation with (Poly)Logarithmic Overhead", 2020, section 3: the three properties of
 * its graphs, with sigma = 40 and eta = 30 and union bounds over hypergeometric tails. The third bound counts pairs of gaps, as a ring is
 * cut by two; the last one is ours.
 *
 * @param neighbors k, even
 * @param threshold t
 */
public record SparseGraph(int neighbors, int threshold) {
    private static final double SECURITY = -40 * StrictMath.log(2);
    private static final double CORRECTNESS = -30 * StrictMath.log(2);

    /**
     * The smallest that is enough; empty where even all others are not.
     *
     * @param n number of nodes
     * @param corruption largest share of nodes that collude with the coordinator
     * @param dropout largest share of nodes that drop out
     */
    public static Optional<SparseGraph> of(int n, double corruption, double dropout) {
        int corrupt = (int) Math.ceil(corruption * n - 1e-9);
        int dropped = (int) Math.ceil(dropout * n - 1e-9);
        double nodes = StrictMath.log(n);
        for (int k = 2; k < n; k += 2) {
            boolean connected = nodes + StrictMath.log((n - 1) / 2.0) + all(n, corrupt + dropped, k) <= SECURITY;
            int t = connected ? threshold(n, corrupt, k) : k + 1;
            if (t <= k && nodes + tail(n - 1, dropped, k, k - t + 1) <= CORRECTNESS) {
                return Optional.of(new SparseGraph(k, t));
            }
        }
        return Optional.empty();
    }

    /** The smallest threshold, above half of k, that corrupt neighbours do not reach; k + 1 where there is none. */
    private static int threshold(int n, int corrupt, int k) {
        int t = k / 2 + 1;
        while (t <= k && StrictMath.log(n) + tail(n - 1, corrupt, k, t) > SECURITY) {
            t++;
        }
        return t;
    }

    /** Logarithm of the probability that k drawn of n are all among {@code marked}. */
    private static double all(int n, int marked, int k) {
        return k > marked ? Double.NEGATIVE_INFINITY : choose(marked, k) - choose(n, k);
    }

    /** Logarithm of the probability that at least {@code least} of k drawn of n are among {@code marked}. */
    static double tail(int n, int marked, int k, int least) {
        double sum = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = Math.max(least, k - (n - marked)); i <= Math.min(k, marked); i++) {
                double term = choose(marked, i) + choose(n - marked, k - i) - choose(n, k);
                largest = Math.max(largest, term);
                sum += pass == 0 ? 0 : StrictMath.exp(term - largest);
            }
        }
        return sum == 0 ? Double.NEGATIVE_INFINITY : largest + StrictMath.log(sum);
    }

    private static double choose(int n, int k) {
        return factorial(n) - factorial(k) - factorial(n - k);
    }

    /** log n!, by Stirling's series where n is large enough for it to be exact in double precision. */
    private static double factorial(int n) {
        if (n < 32) {
            double sum = 0;
            for (int i = 2; i <= n; i++) {
                sum += StrictMath.log(i);
            }
            return sum;
        }
        double square = (double) n * n;
        double series = (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / n;
        return (n + 0.5) * StrictMath.log(n) - n + 0.5 * StrictMath.log(2 * Math.PI) + series;
    }
}
