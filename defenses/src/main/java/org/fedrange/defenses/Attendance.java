package org.fedrange.defenses;

import org.jspecify.annotations.Nullable;

/**
 * Who takes part how often, as far as an accountant must know.
 *
 * @param nodes number of nodes
 * @param samplingRate probability with which each is invited in a round, independently of all others; null where a fixed number is drawn
 * @param rounds number of rounds
 * @param sums what is known of sums under masks; null where updates are seen in the clear
 */
public record Attendance(int nodes, @Nullable Double samplingRate, int rounds, @Nullable Sums sums) {

    /** Where every update is seen. */
    public Attendance(int nodes, @Nullable Double samplingRate, int rounds) {
        this(nodes, samplingRate, rounds, null);
    }

    /**
     * Sums of whole numbers under masks.
     *
     * @param step what one of them stands for
     * @param range largest magnitude of a coordinate
     * @param honest nodes that are not the adversary's, of whom at least so many are in every sum that is ever seen
     */
    public record Sums(double step, double range, int honest) {}
}
