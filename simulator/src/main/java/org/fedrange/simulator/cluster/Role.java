package org.fedrange.simulator.cluster;

/** What a machine that joins a leader is for. */
public enum Role {
    /** Computes whole cells of a matrix. */
    cell,
    /** Houses hospitals of runs whose coordinator is the leader. */
    hospital
}
