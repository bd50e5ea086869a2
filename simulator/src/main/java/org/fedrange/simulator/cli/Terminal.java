package org.fedrange.simulator.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.Progress;
import org.fedrange.simulator.run.Reason;

/** A progress bar; plain lines, one for every tenth, where the output is not a terminal. */
final class Terminal implements Progress {
    private static final int WIDTH = 40;
    private static final long MILLIS_BETWEEN = 100;

    private final PrintWriter out;
    private final boolean interactive =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private final int cells;
    private final long rounds;
    private long done;
    private int finished;
    private int failed;
    private long tenths;
    private long drawn;

    Terminal(PrintWriter out, List<Cell> missing) {
        this.out = out;
        this.cells = missing.size();
        this.rounds = missing.stream().mapToLong(cell -> rounds(cell.experiment())).sum();
    }

    private static long rounds(Experiment experiment) {
        Integer folds = experiment.evaluation().folds();
        return (long) experiment.rounds() * (folds == null ? 1 : folds);
    }

    @Override
    public synchronized void round(String cell, Supplier<Glimpse> glimpse) {
        done++;
        if (interactive) {
            long now = System.currentTimeMillis();
            if (now - drawn >= MILLIS_BETWEEN) {
                drawn = now;
                draw();
            }
        } else if (done * 10 / rounds > tenths) {
            tenths = done * 10 / rounds;
            out.println(tenths * 10 + "% of " + rounds + " rounds, " + finished + " of " + cells + " cells finished");
        }
    }

    @Override
    public synchronized void finished(Run run) {
        finished++;
        if (interactive) {
            draw();
        }
    }

    @Override
    public synchronized void failed(String cell, Throwable cause) {
        failed++;
        out.println((interactive ? "\r" : "") + "cell " + cell + " failed: " + Reason.of(cause));
    }

    private void draw() {
        int filled = (int) (done * WIDTH / Math.max(1, rounds));
        out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done * 100 / Math.max(1, rounds) + "%, " + finished + " of "
                + cells + " cells" + (failed > 0 ? ", " + failed + " failed" : ""));
        out.flush();
    }

    void close() {
        if (interactive && cells > 0) {
            draw();
            out.println();
        }
    }
}
