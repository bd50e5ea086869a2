package org.fedrange.simulator.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Numerics;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tuning;
import org.fedrange.simulator.run.Build;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.Machine;
import org.fedrange.simulator.run.StudyDescription;
import org.jspecify.annotations.Nullable;

/**
 * An experiment file as a command was given it, read and resolved.
 *
 * @param file the file
 * @param study the cells it asks for
 * @param deals their data
 * @param description the study as results folders keep it
 */
record Source(StudyFile file, Study study, Deals deals, StudyRecord description) {

    /** Reads, or refuses. */
    static Source read(Path path, List<String> settings) {
        StudyFile file = StudyFile.read(path, settings, new Binder());
        return of(file, new Deals(Objects.requireNonNull(path.toAbsolutePath().getParent())), null);
    }

    /** The study that must be run first, to choose values from; empty where nothing is tuned. */
    Optional<Source> tuning() {
        return file.tuning().map(tuning -> of(tuning, deals, null));
    }

    /** The same with the values chosen. */
    Source tuned(Tuning tuning) {
        return of(file.tuned(tuning.chosen()), deals, tuning);
    }

    /** The number of nodes of a resolved experiment. */
    int nodes(Experiment experiment) {
        return deals.federation(experiment).hospitals().size() + experiment.adversary().joined();
    }

    private static Source of(StudyFile file, Deals deals, @Nullable Tuning tuning) {
        String build = Build.digest();
        String cpu = Machine.cpuKind();
        Study study = file.study(deals, build, cpu);
        boolean portable = study.cells().stream().allMatch(cell -> cell.experiment().numerics() == Numerics.PORTABLE);
        return new Source(file, study, deals, new StudyDescription(file, study, deals, tuning).record(build, portable ? "" : cpu));
    }
}
