package org.fedrange.simulator.run;

import java.util.List;
import java.util.function.Supplier;
import org.fedrange.simulator.results.Run;

/** Several who look on. */
public record Onlookers(List<Progress> all) implements Progress {
    public Onlookers {
        all = List.copyOf(all);
    }

    @Override
    public void begun(String cell) {
        all.forEach(one -> one.begun(cell));
    }

    @Override
    public void abandoned(String cell) {
        all.forEach(one -> one.abandoned(cell));
    }

    @Override
    public void round(String cell, Supplier<Glimpse> glimpse) {
        all.forEach(one -> one.round(cell, glimpse));
    }

    @Override
    public void finished(Run run) {
        all.forEach(one -> one.finished(run));
    }

    @Override
    public void failed(String cell, Throwable cause) {
        all.forEach(one -> one.failed(cell, cause));
    }
}
