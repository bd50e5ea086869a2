package org.fedrange.simulator.run;

import java.util.List;

/** Carries the cells of a matrix to their results. Every driver gives the same bytes. */
public interface Driver {
    /** Runs the cells and returns when each has finished or failed. */
    void run(List<CellWork.Preparation> cells, Progress progress);
}
