package org.fedrange.attacks;

import org.jspecify.annotations.Nullable;

/**
 * A number of standard deviations: given, or the paper's for the number of nodes.
 *
 * @param number the number; null for the paper's
 */
public record Deviations(@Nullable Double number) {
    private static final String PAPER = "paper";

    public Deviations {
        if (number != null && !Double.isFinite(number)) {
            throw new IllegalArgumentException("z must be a finite number, got " + number);
        }
    }

    /** That many. */
    public static Deviations valueOf(double number) {
        return new Deviations(number);
    }

    /** As many as the paper says. */
    public static Deviations valueOf(String word) {
        if (!word.equals(PAPER)) {
            throw new IllegalArgumentException("must be a number or the word paper, got \"" + word + "\"");
        }
        return new Deviations(null);
    }

    /**
     * How many these are among {@code nodes} nodes of which {@code byzantine} are Byzantine.
     *
     * @throws IllegalArgumentException where the paper's number is infinite or not defined
     */
    public double among(int nodes, int byzantine) {
        if (number != null) {
            return number;
        }
        // The paper's s: honest nodes whose support is missing for a majority.
        int missing = nodes / 2 + 1 - byzantine;
        int honest = nodes - byzantine;
        if (missing < 1 || missing >= honest) {
            throw new IllegalArgumentException("z: paper needs at least 3 nodes, of which at most half are Byzantine, got "
                    + nodes + " nodes with " + byzantine + " Byzantine");
        }
        return NormalQuantile.of((double) (honest - missing) / honest);
    }

    /** As YAML, which {@code valueOf} reads back. */
    @Override
    public String toString() {
        return number == null ? PAPER : number.toString();
    }
}
