package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.None;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.partition.Partition;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Canonical;
import org.fedrange.simulator.config.Column;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tuning;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a study for its results folder, so that tables, report and checks need neither the data nor the experiment file.
 *
 * @param file the file, which knows the labels
 * @param study what it asks for
 * @param deals its data
 * @param tuning how values were chosen; null where nothing was
 */
public record StudyDescription(StudyFile file, Study study, Deals deals, @Nullable Tuning tuning) {
    /** The study in words and numbers. */
    public StudyRecord record(String build, String cpu) {
        List<StudyRecord.Entry> cells = study.cells().stream().map(this::entry).toList();
        return new StudyRecord(
                study.name(), build, cpu, study.cells().getFirst().experiment().evaluation().metric(), study.risk(),
                study.axes(), cells, dealt(), study.notices(), tuning, study.claims(), study.figure());
    }

    private StudyRecord.Entry entry(Cell cell) {
        Experiment experiment = cell.experiment();
        Column column = Column.of(file, experiment, study.axes(), cell.labels());
        Dataset dataset = deals.dataset(experiment);
        return new StudyRecord.Entry(
                cell.id(), cell.identity(), cell.declared(), attack(experiment), column.defense(), column.setting(),
                experiment.seed(), cell.twin(), cell.baseline(), dataset.digest(),
                experiment.numerics() == Numerics.PORTABLE, dataset.shape(), Canonical.json(experiment));
    }

    /** What attacks there, coalition by coalition. */
    private String attack(Experiment experiment) {
        List<Attack> attacks = experiment.adversary().attacks();
        return attacks.isEmpty() ? file.label(new None()) : attacks.stream().map(file::label).collect(Collectors.joining(" + "));
    }

    private List<StudyRecord.Deal> dealt() {
        Map<List<Object>, StudyRecord.Deal> different = new LinkedHashMap<>();
        for (Cell cell : study.cells()) {
            Experiment experiment = cell.experiment();
            List<Object> key = List.of(
                    experiment.data(), Optional.ofNullable(experiment.partition()), Optional.ofNullable(experiment.hospitals()),
                    experiment.seed());
            different.computeIfAbsent(key, k -> deal(experiment));
        }
        // Natural hospitals are the same for every seed: shown once.
        return List.copyOf(different.values().stream()
                .collect(Collectors.toMap(
                        deal -> List.of(deal.data(), deal.hospitals(), deal.examples()), deal -> deal, (first, again) -> first,
                        LinkedHashMap::new))
                .values());
    }

    private StudyRecord.Deal deal(Experiment experiment) {
        Dataset dataset = deals.dataset(experiment);
        List<String> hospitals = new ArrayList<>();
        List<List<Integer>> examples = new ArrayList<>();
        for (Partition.Share share : experiment.deal(dataset)) {
            int[] counts = new int[dataset.classes().size()];
            for (int row : share.rows()) {
                counts[dataset.examples().labels()[row]]++;
            }
            hospitals.add(share.name());
            examples.add(Arrays.stream(counts).boxed().toList());
        }
        return new StudyRecord.Deal(dataset.name(), experiment.seed(), dataset.classes(), hospitals, examples, dataset.notes());
    }
}
