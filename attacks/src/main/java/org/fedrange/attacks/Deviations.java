package org.fedrange.attacks;

import java.util.Optional;
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
        undefined(nodes, byzantine).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        int honest = nodes - byzantine;
        return NormalQuantile.of((double) (honest - missing(nodes, byzantine)) / honest);
    }

    /** Why the paper's number is infinite or not defined; empty where it is defined. */
    Optional<String> undefined(int nodes, int byzantine) {
        int missing = missing(nodes, byzantine);
        return number != null || (missing >= 1 && missing < nodes - byzantine)
                ? Optional.empty()
                : Optional.of("z: paper needs at least 3 nodes, of which at most half are Byzantine, got "
                        + nodes + " nodes with " + byzantine + " Byzantine");
    }

    /** The paper's s: honest nodes whose support is missing for a majority. */
    private static int missing(int nodes, int byzantine) {
        return nodes / 2 + 1 - byzantine;
    }

    /** As YAML, which {@code valueOf} reads back. */
    @Override
    public String toString() {
        return number == null ? PAPER : number.toString();
    }
}
