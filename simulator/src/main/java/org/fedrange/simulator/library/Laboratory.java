package org.fedrange.simulator.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.learning.Numerics;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Build;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.LoopDriver;
import org.fedrange.simulator.run.Machine;
import org.fedrange.simulator.run.Memory;
import org.fedrange.simulator.run.Progress;
import org.fedrange.simulator.run.StudyDescription;
import org.fedrange.simulator.run.StudyRun;

/**
 * Runs experiments from Java, in the calling thread. An experiment is the same YAML that the command line takes, and gives the same numbers; beside the
 * project's own kinds it may name records of yours.
 *
 * <pre>{@code
 * Trial trial = Laboratory.in(folder).run("""
 *         name: mine
 *         data: {kind: pbc3}
 *         ...""");
 * System.out.print(trial.table());
 * }</pre>
 *
 * @param folder where audit logs and finished cells go, each trial into a folder of its own; paths in experiments start here
 * @param kinds records that implement an open door of a family, such as {@code CustomModelPoisoning}: {@code MyAttack} is the kind {@code my-attack}
 */
public record Laboratory(Path folder, List<Class<? extends Record>> kinds) {
    public Laboratory {
        kinds = List.copyOf(kinds);
    }

    /** One that knows the project's own kinds. */
    public static Laboratory in(Path folder) {
        return new Laboratory(folder, List.of());
    }

    /** The same, which also knows a kind of yours. */
    public Laboratory with(Class<? extends Record> kind) {
        List<Class<? extends Record>> more = new ArrayList<>(kinds);
        more.add(kind);
        return new Laboratory(folder, more);
    }

    /**
     * Runs all cells of an experiment. It is always done anew: whether code of yours has changed since, nobody can tell.
     *
     * @param experiment YAML
     * @throws Refusal where the experiment cannot be understood or does not fit into memory, before anything has run
     * @throws IllegalStateException where a cell failed, with the cause
     */
    public Trial run(String experiment) {
        StudyFile file = StudyFile.parse("experiment", experiment, List.of(), new Binder(kinds));
        if (file.tuning().isPresent()) {
            throw new Refusal("experiment: tune is carried out by fedrange run alone; leave it out and give the value");
        }
        Deals deals = new Deals(folder);
        String build = Build.digest();
        String cpu = Machine.cpuKind();
        Study study = file.study(deals, build, cpu);
        Memory.of(study, deals, 1).excess(Runtime.getRuntime().maxMemory()).ifPresent(why -> {
            throw new Refusal("experiment: " + why);
        });
        ResultsFolder results = new ResultsFolder(fresh(study.name()));
        StudyRun run = new StudyRun(study, deals, results);
        failed(run.run(run.missing(), new LoopDriver(), Progress.UNWATCHED));
        SortedMap<String, Run> runs = new TreeMap<>();
        study.cells().forEach(cell -> runs.put(cell.id(), results.run(cell.id()).orElseThrow()));
        boolean portable = study.cells().stream().allMatch(cell -> cell.experiment().numerics() == Numerics.PORTABLE);
        return new Trial(
                results.path(), new StudyDescription(file, study, deals, null).record(build, portable ? "" : cpu), runs);
    }

    private static void failed(SortedMap<String, Throwable> failures) {
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " cells failed, " + failures.firstKey() + " first", failures.firstEntry().getValue());
        }
    }

    /** The first of NAME, NAME-2, NAME-3, ... that is not there yet. */
    private Path fresh(String name) {
        return IntStream.iterate(1, i -> i + 1).mapToObj(i -> folder.resolve(i == 1 ? name : name + "-" + i)).filter(path -> !Files.exists(path)).findFirst()
                .orElseThrow();
    }
}
