package org.fedrange.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a matrix: an experiment, and where it stands.
 *
 * @param id the first 16 hexadecimal digits of its identity, unique in the study
 * @param identity SHA-256 over the resolved experiment, tool build, data digest and, for native numerics, CPU kind
 * @param labels for each axis of the study, in order, the label of this cell's value there
 * @param experiment the resolved experiment
 * @param declared whether the matrix lists it; otherwise it was added as a twin or baseline of one that is listed
 * @param twin id of the same cell with nobody attacking; null where the rule's bound fails without the Byzantine nodes; its own id for a twin
 * @param baseline id of the same cell with the plain unweighted mean and no stages; its own id for a baseline
 */
public record Cell(
        String id,
        String identity,
        List<String> labels,
        Experiment experiment,
        boolean declared,
        @Nullable String twin,
        String baseline) {
    public Cell {
        labels = List.copyOf(labels);
    }
}
