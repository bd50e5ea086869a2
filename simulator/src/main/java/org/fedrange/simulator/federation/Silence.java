package org.fedrange.simulator.federation;

import java.util.Arrays;
import java.util.List;
import org.fedrange.aggregation.secure.Invitation;
import org.fedrange.aggregation.secure.Terms;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Classifier;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.simulator.round.Message;

/**
 * How a model is changed so that no gradient flows in it: the biases of its last hidden layer are so low that none of its units fires. Of an update to such a
 * model nothing is left but the biases of the output.
 *
 * @param from where these biases begin among the parameters
 * @param to where they end
 * @param outputs number of the output's biases, which come last
 */
public record Silence(int from, int to, int outputs) {
    private static final float LOW = -1e6f;

    /**
     * For models of a kind.
     *
     * @throws IllegalArgumentException where it has no hidden layer
     */
    public static Silence in(LayeredModel model, Shape shape) {
        List<Classifier.Layer> layers = model.classifier(shape, new PortableKernel()).weightedLayers();
        if (layers.size() < 2) {
            throw new IllegalArgumentException("a model without hidden layers");
        }
        int before = layers.subList(0, layers.size() - 2).stream().mapToInt(Classifier.Layer::parameters).sum();
        Classifier.Layer hidden = layers.get(layers.size() - 2);
        int to = before + hidden.parameters();
        return new Silence(to - hidden.outputs(), to, layers.getLast().outputs());
    }

    FloatVector of(FloatVector model) {
        float[] changed = model.array().clone();
        Arrays.fill(changed, from, to, LOW);
        return FloatVector.owning(changed);
    }

    /** An update without what is left of everybody's. */
    FloatVector heard(FloatVector update) {
        return FloatVector.owning(Arrays.copyOf(update.array(), update.size() - outputs));
    }

    /** What a hospital is asked about this model, asked about the changed one: it is invited with it, and trains on it. */
    Message about(Message asked, FloatVector honest) {
        FloatVector model = of(honest);
        return switch (asked) {
            case ModelAndShares(var itself, byte[] shares) -> new ModelAndShares(model, shares);
            case Bytes(String type, byte[] content, var measured) when type.equals(MaskedAggregation.INVITATION) -> {
                Invitation invitation = Invitation.decoded(content);
                Terms terms = invitation.terms();
                Terms others = new Terms(
                        terms.run(), terms.round(), model.digest(), terms.threshold(), terms.words(), terms.modulusBits(), terms.signed(), terms.members());
                yield new Bytes(type, new Invitation(others, invitation.holders()).encoded(), measured);
            }
            default -> asked;
        };
    }
}
