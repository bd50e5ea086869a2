package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.fedrange.attacks.inference.View;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;

/**
 * What the observers of a cell saw, fold by fold: found by running it again, because views hold what was computed from patients and so are in no results folder.
 *
 * @param run what came out this time; its leakage names the digests of all views
 * @param all the views, by fold and then in the order of the experiment's observers; none of an observer who only asks for predictions
 */
public record Views(Run run, List<Seen> all) {
    public Views {
        all = List.copyOf(all);
    }

    /**
     * One view.
     *
     * @param observer its place among the experiment's observers, from 1
     * @param fold the fold, from 1
     */
    public record Seen(int observer, int fold, View view) {}

    /**
     * Runs the cell in the calling thread.
     *
     * @param scratch where its audit log and models go
     * @throws IllegalStateException where it fails
     */
    public static Views of(Cell cell, Deals deals, ResultsFolder scratch) {
        List<Seen> seen = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        FederatedCell work = FederatedCell.of(
                cell, deals, scratch, glimpse -> {},
                (observer, view) -> seen.add(new Seen(observer + 1, 1 + (int) seen.stream().filter(its -> its.observer() == observer + 1).count(), view)));
        new LoopDriver().run(List.of(new CellWork.Preparation() {
            @Override
            public String cell() {
                return cell.id();
            }

            @Override
            public CellWork prepare() {
                return work;
            }
        }), new Progress() {
            @Override
            public void round(String id, Supplier<Glimpse> glimpse) {}

            @Override
            public void finished(Run run) {
                runs.add(run);
            }

            @Override
            public void failed(String id, Throwable cause) {
                throw new IllegalStateException("the cell " + id + " failed", cause);
            }
        });
        return new Views(runs.getFirst(), seen);
    }
}
