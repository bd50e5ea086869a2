package org.fedrange.attacks;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number of standard deviations, or the word {@code paper} for the number that the attack's paper derives.
 *
 * @param number the number; null for the paper's
 */
public record Deviations(@Nullable Double number) {
    private static final String PAPER = "paper";

    public Deviations {
        if (number != null && !Double.isFinite(number)) {
            throw new IllegalArgumentException("must be a finite number or the word paper, got " + number);
        }
    }

    /** That many. */
    public static Deviations valueOf(double number) {
        return new Deviations(number);
    }

    /** The paper's. */
    public static Deviations valueOf(String word) {
        if (!word.equals(PAPER)) {
            throw new IllegalArgumentException("must be a number or the word paper, got " + word);
        }
        return new Deviations((Double) null);
    }

    /** As YAML, which {@code valueOf} reads back. */
    @Override
    public String toString() {
        return number == null ? PAPER : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
