package org.fedrange.simulator.evidence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The exact test of McNemar for paired runs that ended one way or the other: only pairs that differ count.
 *
 * <pre>
 * p = min(1, 2 sum over i from 0 to min(b, c) of C(b + c, i) / 2^(b + c))
 * </pre>
 *
 * <p>Example: of ten seeds the attack wins on eight without the defense and not with it, never the other way: b = 8, c = 0,
 * p = 2 / 2^8 = 0.0078.
 *
 * <p>Source: McNemar, 1947, with the binomial distribution in place of its approximation; adjusted by Holm, 1979.
 */
final class McNemar {
    private McNemar() {}

    /** Two-sided p-value of {@code b} pairs that differ one way and {@code c} the other. */
    static double p(int b, int c) {
        int all = b + c;
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= Math.min(b, c); i++) {
            sum = sum.add(choose);
            choose = choose.multiply(BigInteger.valueOf(all - i)).divide(BigInteger.valueOf(i + 1L));
        }
        BigDecimal tail = new BigDecimal(sum.shiftLeft(1)).divide(new BigDecimal(BigInteger.ONE.shiftLeft(all)), MathContext.DECIMAL64);
        return Math.min(1, tail.doubleValue());
    }

    /** The p-values of several tests at once, adjusted by Holm's step-down procedure, in the order given. */
    static List<Double> holm(List<Double> values) {
        List<Integer> order = IntStream.range(0, values.size()).boxed().sorted(Comparator.comparing(values::get)).toList();
        List<Double> adjusted = new ArrayList<>(values);
        double least = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            least = Math.max(least, Math.min(1, (values.size() - rank) * values.get(order.get(rank))));
            adjusted.set(order.get(rank), least);
        }
        return adjusted;
    }
}
