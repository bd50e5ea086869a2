package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Classifier;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Model;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Parameters to start from, in a file of NumPy's: for each layer, from input to output, its weights (outputs x inputs, or of a convolution maps x channels x
 * height x width) and then its biases,
 * in the order of the file; or all of them in one row.
 *
 * <p>Example: {@code numpy.savez("model.npz", **{name: value.numpy() for name, value in model.state_dict().items()})} writes such a file
 * of a PyTorch model whose layers are {@code Conv2d} and {@code Linear}.
 *
 * @param file the file
 * @param digest SHA-256 of the parameters as read
 */
public record InitialParameters(
        @Parameter("a file of NumPy's, .npz or .npy") String file,
        @Parameter(value = "SHA-256 of the parameters in it, by which a changed file is noticed", derived = "from the file") @Nullable String digest) {
    public InitialParameters {
        Parameters.check(InitialParameters.class, file, digest);
    }

    /**
     * Reads the parameters of a model on data of this shape; relative paths begin at {@code folder}.
     *
     * @throws Refusal where they are not those of this model, or no longer those with the digest
     */
    public FloatVector read(Path folder, Model model, Shape shape) {
        List<NumberArray> arrays = new ArrayFile(folder, file).all();
        boolean row = arrays.size() == 1 && arrays.getFirst().shape().size() == 1;
        if (model instanceof LayeredModel layers && !row) {
            refuseOtherShapes(arrays, shapes(layers.classifier(shape, new PortableKernel()).weightedLayers()));
        }
        FloatVector parameters = FloatVector.owning(numbers(arrays, model.network(shape, Numerics.PORTABLE).parameters()));
        if (digest != null && !digest.equals(parameters.digest())) {
            throw new Refusal(file + ": its parameters have the digest " + parameters.digest() + ", but the experiment was made with "
                    + digest + "; the file has changed: bring the old one back, or leave digest out");
        }
        return parameters;
    }

    private float[] numbers(List<NumberArray> arrays, int wanted) {
        long given = arrays.stream().mapToLong(array -> (long) array.count() * array.width()).sum();
        if (given != wanted) {
            throw new Refusal(file + ": holds " + given + " numbers, but the model has " + wanted + " parameters on this data");
        }
        float[] numbers = new float[wanted];
        int filled = 0;
        for (NumberArray array : arrays) {
            for (int i = 0; i < array.count() * array.width(); i++) {
                numbers[filled] = (float) array.at(i);
                if (!Float.isFinite(numbers[filled++])) {
                    throw new Refusal(array.name() + ", number " + (i + 1) + ": must be a finite number, got " + array.at(i));
                }
            }
        }
        return numbers;
    }

    private static List<List<Integer>> shapes(List<Classifier.Layer> layers) {
        List<List<Integer>> shapes = new ArrayList<>();
        for (Classifier.Layer layer : layers) {
            shapes.add(layer.weights());
            shapes.add(List.of(layer.outputs()));
        }
        return shapes;
    }

    private void refuseOtherShapes(List<NumberArray> arrays, List<List<Integer>> wanted) {
        List<List<Integer>> given = arrays.stream().map(NumberArray::shape).toList();
        if (!given.equals(wanted)) {
            throw new Refusal(file + ": its arrays are " + shown(given) + ", but this model on this data has " + shown(wanted)
                    + ": for each layer the weights, outputs x inputs or maps x channels x height x width, and then the biases, in this order");
        }
    }

    private static String shown(List<List<Integer>> shapes) {
        return shapes.stream().map(NumberArray::shown).collect(Collectors.joining(", "));
    }
}
