package org.fedrange.simulator.run;

import java.io.IOException;
import java.util.List;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.results.Run;

/** The plain driver: one cell after another, in the calling thread. */
public final class LoopDriver implements Driver {
    @Override
    public void run(List<CellWork.Preparation> cells, Progress progress) {
        for (CellWork.Preparation preparation : cells) {
            progress.begun(preparation.cell());
            try {
                progress.finished(run(preparation.prepare()));
            } catch (IOException | RuntimeException e) {
                // One cell's failure is reported and leaves the other cells alone.
                progress.failed(preparation.cell(), e);
            }
        }
    }

    private static Run run(CellWork work) throws IOException {
        AuditLog.Checkpoint last;
        try (AuditLog log = work.openLog()) {
            log.append(work.started());
            for (AuditEvent event : work.enrolled()) {
                log.append(event);
            }
            for (int fold = 1; fold <= work.folds(); fold++) {
                run(work.fold(fold), log);
            }
            for (AuditEvent event : work.observed()) {
                log.append(event);
            }
            log.append(work.finished());
            last = log.seal();
        }
        return work.run(last);
    }

    private static <S> void run(CellWork.Fold<S> fold, AuditLog log) {
        Loop.run(fold.plan(), log, fold.rounds());
    }
}
