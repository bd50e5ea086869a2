package org.fedrange.attacks.inference;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Classifier;

/**
 * A malicious coordinator changes the first layer of the model before it sends it, to all hospitals alike, so that their updates, and sums of them, hold single records.
 * Architecture and protocol stay as they are. Updates to such a model are of no use to the global one, which the round leaves as it was.
 */
public sealed interface CraftedModel extends Reconstruction permits Imprint, TrapWeights {

    /**
     * What it sends in its round in the place of the global model.
     *
     * @param side examples of the same population that it holds; nobody trains on them
     * @param stream from which it draws what it needs; the same model follows from the same stream
     */
    FloatVector crafted(Task task, FloatVector model, Examples side, RandomGenerator stream);

    @Override
    default boolean crafts(int asked) {
        return asked == round();
    }

    @Override
    default Optional<String> unsuited(Task task) {
        List<Classifier.Layer> layers = task.layers();
        return layers.size() < 2 || layers.getFirst().weights().size() != 2
                ? Optional.of(Kind.of(getClass()) + " changes a fully connected first layer with ReLU behind it, such as that of mlp, and the model has none")
                : Optional.empty();
    }

    /** Reconstructions, those that look like examples first: all of them, or as many as there are records. */
    static Examples likely(View view, Contribution seen, Examples side, List<double[]> found) {
        if (found.isEmpty()) {
            return new Examples(new float[0], new int[0], view.task().shape().width());
        }
        FeatureRange range = FeatureRange.of(side);
        int likely = (int) found.stream().filter(range::holds).count();
        int records = view.task().records(seen);
        List<double[]> kept = range.likelyFirst(found).subList(0, Math.min(found.size(), Math.max(likely, Math.min(records, found.size()))));
        int[] counts = LabelInference.counts(view.task(), GradientEstimate.of(view, seen), seen.model(), side, kept.size());
        return AnalyticReconstruction.examples(kept, counts);
    }
}
