package org.fedrange.simulator.cluster;

import java.util.List;

/**
 * The hospitals of a federation that one machine houses. It makes them itself, data and all, from the experiment.
 *
 * @param assignment the cell
 * @param fold the fold, from 1
 * @param nodes their numbers
 */
record Share(Sent.Assignment assignment, int fold, List<Integer> nodes) {
    Share {
        nodes = List.copyOf(nodes);
    }
}
