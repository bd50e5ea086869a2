package org.fedrange.attacks.backdoor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Moves only coordinates that honest training hardly moves, so that honest training does not undo the back door after the attack.
 *
 * <pre>
 * g_i = 0  where |h_i| is among the round(masked d) greatest, of equal ones the first,  h the gradient at the model received of the node's clean examples
 * </pre>
 *
 * <p>Example: h = (3, -1, 0.5, -4) and masked 0.5: the first and the last coordinate stay where they are. Weight decay still acts on them.
 *
 * <p>Source: Zhang, Panda, Song, Yang, Mahoney, Mittal, Gonzalez, Ramchandran, "Neurotoxin: Durable Backdoors in Federated Learning", 2022,
 * algorithm 1, where h is the last round's aggregate; a node's own clean gradient needs no memory and is the honest direction it knows.
 */
public record Neurotoxin(
        @Parameter(value = "share of the coordinates that are left alone", above = 0, below = 1, byDefault = "0.1") double masked) implements Delivery {
    public Neurotoxin {
        Parameters.check(Neurotoxin.class, masked);
    }

    @Override
    public Network network(Network network, FloatVector model, Examples clean) {
        float[] honest = network.gradient(model, clean, IntStream.range(0, clean.size()).toArray()).vector().array();
        boolean[] left = greatest(honest, (int) Math.round(masked * honest.length));
        return Bent.gradient(network, (parameters, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
                if (left[i]) {
                    gradient[i] = 0;
                }
            }
        });
    }

    /** Which coordinates are the {@code count} greatest by absolute value, of equal ones the first. */
    static boolean[] greatest(float[] values, int count) {
        float[] sizes = new float[values.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        Arrays.sort(sizes);
        float threshold = count == 0 ? Float.POSITIVE_INFINITY : sizes[sizes.length - count];
        int above = 0;
        for (float size : sizes) {
            above += size > threshold ? 1 : 0;
        }
        // Most gradients have many zeros: taking all that equal the threshold could take everything.
        int equal = count - above;
        boolean[] greatest = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            float size = Math.abs(values[i]);
            greatest[i] = size > threshold || (size == threshold && equal-- > 0);
        }
        return greatest;
    }
}
