package org.fedrange.simulator.results;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the results were made with, and when: the only file of a results folder that differs between two runs of one experiment.
 *
 * @param fedrange version of the tool
 * @param commit commit it was built from; {@code unknown} outside of a checkout
 * @param build SHA-256 of the tool's own classes
 * @param java the Java virtual machine
 * @param system operating system and architecture
 * @param cpu kind of CPU
 * @param kernels what computes: kind of numerics and the library's own choice
 * @param threads threads the driver used
 * @param driver what carried the messages
 * @param data digest of each data set, by name
 * @param seeds seeds of the cells
 * @param cells number of cells; finished now; failed, with the reason
 * @param started wall clock, ISO 8601, of each command that ran cells here last
 * @param wallMillis wall time of that command
 * @param retainUntil date until which the folder is to be kept, six years after it was made, as 45 CFR 164.316(b)(2)(i) has it for documentation
 */
public record Manifest(
        String fedrange,
        String commit,
        String build,
        String java,
        String system,
        String cpu,
        String kernels,
        int threads,
        String driver,
        SortedMap<String, String> data,
        List<Long> seeds,
        Cells cells,
        String started,
        long wallMillis,
        String retainUntil) {
    public Manifest {
        seeds = List.copyOf(seeds);
    }

    /** Counts of cells; {@code failed} gives the reason by cell. */
    public record Cells(int declared, int added, int finished, int computedNow, Map<String, String> failed) {
        public Cells {
            failed = Map.copyOf(failed);
        }
    }
}
