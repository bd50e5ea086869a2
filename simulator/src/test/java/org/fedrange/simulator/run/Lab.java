package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/** A study run by the plain driver, for tests that ask what comes out. */
record Lab(StudyRecord study, SortedMap<String, Run> runs) {

    static Lab run(Path folder, String yaml) {
        return run(folder, yaml, new LoopDriver());
    }

    /** The same by another driver. */
    static Lab run(Path folder, String yaml, Driver driver) {
        StudyFile file = StudyFile.parse("experiment.yaml", yaml, List.of(), new Binder());
        Deals deals = new Deals(folder);
        Study study = file.study(deals, "build", "cpu");
        ResultsFolder results = new ResultsFolder(folder);
        StudyRun run = new StudyRun(study, deals, results);
        SortedMap<String, Throwable> failures = run.run(run.missing(), driver, Progress.UNWATCHED);
        assertTrue(failures.isEmpty(), failures.toString());
        SortedMap<String, Run> runs = new TreeMap<>();
        study.cells().forEach(cell -> runs.put(cell.id(), results.run(cell.id()).orElseThrow()));
        return new Lab(new StudyDescription(file, study, deals, null).record("build", "cpu"), runs);
    }

    /** The run of the only cell that the experiment declares, whatever twins were added. */
    Run only() {
        List<Run> declared = study.cells().stream().filter(StudyRecord.Entry::declared).map(this::run).toList();
        assertEquals(1, declared.size());
        return declared.getFirst();
    }

    /** Final test figure of the leading metric, mean over the seeds of the cells whose labels begin so. */
    double figure(String attack, String defense) {
        double[] figures = study.cells().stream()
                .filter(cell -> cell.attack().startsWith(attack) && cell.column().startsWith(defense))
                .mapToDouble(cell -> run(cell).rounds().getLast().test().getOrDefault(study.metric(), Double.NaN))
                .toArray();
        assertTrue(figures.length > 0, () -> "no cell " + attack + " under " + defense + " in "
                + study.cells().stream().map(cell -> cell.attack() + " under " + cell.column()).distinct().toList());
        return java.util.Arrays.stream(figures).average().orElseThrow();
    }

    /** A figure by seed, of the cells whose labels are these. */
    SortedMap<Long, Double> bySeed(String attack, String column, ToDoubleFunction<Run> figure) {
        SortedMap<Long, Double> seeds = study.cells().stream().filter(cell -> cell.attack().equals(attack) && cell.column().equals(column))
                .collect(Collectors.toMap(StudyRecord.Entry::seed, cell -> figure.applyAsDouble(run(cell)), (one, other) -> Double.NaN, TreeMap::new));
        assertFalse(seeds.isEmpty(), () -> "no cell " + attack + " under " + column + " in "
                + study.cells().stream().map(cell -> cell.attack() + " under " + cell.column()).distinct().toList());
        return seeds;
    }

    /** By how much one final test figure is above another of the same seed, in the seed where it is least. */
    double leastAbove(String attack, String column, String otherAttack, String otherColumn) {
        return least(bySeed(attack, column, this::last), bySeed(otherAttack, otherColumn, this::last));
    }

    /** The same of attack success. */
    double leastSuccessAbove(String attack, String column, String otherAttack, String otherColumn) {
        return least(bySeed(attack, column, Lab::success), bySeed(otherAttack, otherColumn, Lab::success));
    }

    /** Of figures by seed the least difference. */
    static double least(SortedMap<Long, Double> those, SortedMap<Long, Double> others) {
        assertEquals(those.keySet(), others.keySet(), "seeds");
        return those.keySet().stream().mapToDouble(seed -> Objects.requireNonNull(those.get(seed)) - Objects.requireNonNull(others.get(seed))).min().orElseThrow();
    }

    /** Final test figure of the leading metric. */
    double last(Run run) {
        return run.finalTest(study.metric());
    }

    /** Share of the patients aimed at whom the final model tells the target. */
    static double success(Run run) {
        return run.rounds().getLast().attackSuccess();
    }

    /** What came out of a cell. */
    Run run(StudyRecord.Entry cell) {
        return Objects.requireNonNull(runs.get(cell.id()));
    }
}
