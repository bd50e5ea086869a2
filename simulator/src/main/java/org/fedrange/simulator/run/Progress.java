package org.fedrange.simulator.run;

import java.util.function.Supplier;
import org.fedrange.simulator.results.Run;

/** Is told how a matrix gets on, from whichever thread; an exception from here ends the run. */
public interface Progress {
    /** Nobody looks on. */
    Progress UNWATCHED = new Progress() {
        @Override
        public void round(String cell, Supplier<Glimpse> glimpse) {}

        @Override
        public void finished(Run run) {}

        @Override
        public void failed(String cell, Throwable cause) {}
    };

    /** Somebody has begun with a cell; its first round may be long. */
    default void begun(String cell) {}

    /** Who had begun with a cell is gone; somebody will begin anew. */
    default void abandoned(String cell) {}

    /**
     * A round of a cell is over.
     *
     * @param glimpse what happened in it; to be asked before this returns, or not at all
     */
    void round(String cell, Supplier<Glimpse> glimpse);

    /** A cell is finished. */
    void finished(Run run);

    /** A cell failed; the others go on. */
    void failed(String cell, Throwable cause);
}
