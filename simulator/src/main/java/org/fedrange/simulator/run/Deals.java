package org.fedrange.simulator.run;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.partition.Partition;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.config.Inputs;
import org.fedrange.simulator.data.InitialParameters;
import org.jspecify.annotations.Nullable;

/** Data as read and as dealt, kept as long as memory allows: the cells of a matrix mostly share it. */
public final class Deals implements Inputs {
    private final Path folder;
    private final Map<Object, SoftReference<Object>> known = new HashMap<>();

    /** Deals whose data sources read relative paths against {@code folder}. */
    public Deals(Path folder) {
        this.folder = folder;
    }

    @Override
    public Dataset dataset(Experiment experiment) {
        boolean drawn = experiment.data().drawn();
        return (Dataset) known(
                List.of("data", experiment.data(), drawn ? experiment.seed() : "any seed"),
                () -> experiment.data().read(folder, new Streams(experiment.seed())));
    }

    @Override
    public FloatVector initial(Experiment experiment) {
        InitialParameters initial = Objects.requireNonNull(experiment.initial());
        Shape shape = dataset(experiment).shape();
        return (FloatVector) known(List.of("initial", initial, experiment.model(), shape), () -> initial.read(folder, experiment.model(), shape));
    }

    @Override
    public Federation federation(Experiment experiment) {
        List<@Nullable Object> key = java.util.Arrays.asList(
                "federation", experiment.data(), experiment.partition(), experiment.hospitals(), experiment.evaluation().folds(),
                experiment.evaluation().validation(), experiment.seed());
        return (Federation) known(key, () -> deal(experiment));
    }

    private Federation deal(Experiment experiment) {
        Dataset dataset = dataset(experiment);
        List<Partition.Share> shares = experiment.deal(dataset);
        Integer folds = experiment.evaluation().folds();
        if (folds == null) {
            throw new IllegalStateException("not resolved: " + experiment);
        }
        Streams streams = new Streams(experiment.seed());
        Dataset measured = Objects.requireNonNull(experiment.partition()).measured(dataset, shares, streams);
        return Federation.deal(
                measured, shares.stream().map(Partition.Share::name).toList(), shares.stream().map(Partition.Share::rows).toList(),
                folds, experiment.evaluation().validation(), streams);
    }

    private synchronized Object known(Object key, Supplier<Object> making) {
        SoftReference<Object> reference = known.get(key);
        Object value = reference == null ? null : reference.get();
        if (value == null) {
            value = making.get();
            known.put(key, new SoftReference<>(value));
        }
        return value;
    }
}
