package org.fedrange.simulator.run;

import java.io.IOException;
import java.util.List;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Rounds;

/** One cell as a driver sees it: federations to carry through their rounds one after another, under one audit log. */
public interface CellWork {

    /** A cell that is not prepared yet: holds no data and no memory to speak of. */
    interface Preparation {
        /** The cell's id. */
        String cell();

        /** Loads and deals the data and makes the cell ready to run. */
        CellWork prepare();
    }

    /**
     * One federation and who listens to it.
     *
     * @param plan the federation
     * @param rounds is told of each round's end
     */
    record Fold<S>(Plan<S> plan, Rounds<S> rounds) {}

    /** Number of folds. */
    int folds();

    /** A fold's federation, counted from 1; each is asked for once, in order. */
    Fold<?> fold(int number);

    /** A new, empty audit log for this cell. */
    AuditLog openLog() throws IOException;

    /** The first event of the log. */
    AuditEvent started();

    /** Events between the first event and the first round: who asked to take part in vain. */
    default List<AuditEvent> enrolled() {
        return List.of();
    }

    /** Events between the last round and the last event: what observers did with what they saw, and the final models that were kept. */
    default List<AuditEvent> observed() {
        return List.of();
    }

    /** The last event of the log, after all folds. */
    AuditEvent finished();

    /** What came out, once the log is sealed. */
    Run run(AuditLog.Checkpoint last);
}
