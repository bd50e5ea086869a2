package org.fedrange.simulator.run;

import org.fedrange.simulator.results.Run;

/** Is told how a matrix gets on, from whichever thread; an exception from here ends the run. */
public interface Progress {
    /** Nobody looks on. */
    Progress UNWATCHED = new Progress() {
        @Override
        public void round(String cell) {}

        @Override
        public void finished(Run run) {}

        @Override
        public void failed(String cell, Throwable cause) {}
    };

    /** A round of a cell is over. */
    void round(String cell);

    /** A cell is finished. */
    void finished(Run run);

    /** A cell failed; the others go on. */
    void failed(String cell, Throwable cause);
}
