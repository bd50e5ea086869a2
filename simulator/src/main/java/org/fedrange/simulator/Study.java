package org.fedrange.simulator;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What one experiment file asks for: the cells of its matrix, with the twins and baselines they are compared with.
 *
 * @param name the experiment's name
 * @param axes paths of the matrix, such as {@code adversary.attack}, in the order of the file
 * @param cells in matrix order, the last axis running fastest; then what was added, twins before baselines
 * @param risk the declared tolerance
 * @param claims what it puts to the test
 * @param figure what it draws; null for nothing of its own
 * @param notices what the user should know before running, such as a weak choice of parameter; one sentence each
 */
public record Study(
        String name, List<String> axes, List<Cell> cells, Risk risk, List<Claim> claims, @Nullable WorstCase figure, List<String> notices) {
    public Study {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
        claims = List.copyOf(claims);
        notices = List.copyOf(notices);
    }

    /** What the experiment's owner declared beforehand about risk. */
    public record Risk(
            @Parameter(value = "largest loss of the metric to an attack that is tolerated", min = 0, max = 1, byDefault = "0.2")
                    double tolerance) {
        public Risk {
            Parameters.check(Risk.class, tolerance);
        }
    }
}
