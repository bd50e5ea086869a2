package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;

/** What an adversary sees, in one of both precisions, and the error an attack may make there. */
enum Scene {
    SINGLE(1e-5),
    DOUBLE(1e-9);

    final double tolerance;

    Scene(double tolerance) {
        this.tolerance = tolerance;
    }

    ParameterVector vector(double... numbers) {
        if (this == DOUBLE) {
            return DoubleVector.of(numbers);
        }
        float[] rounded = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = (float) numbers[i];
        }
        return FloatVector.owning(rounded);
    }

    /** Updates of nodes first, first + 1, ... */
    List<Update> updates(int first, double[]... rows) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            updates.add(new Update(node(first + i), 1, vector(rows[i]), 10));
        }
        return updates;
    }

    static NodeId node(int index) {
        return new NodeId(index, "node" + index);
    }

    /** Byzantine nodes 0, 1, ... of which the first ones have computed {@code own}; honest ones are 10, 11, ... */
    View view(int byzantine, double[][] own, double[][] honest) {
        int size = own.length > 0 ? own[0].length : honest.length > 0 ? honest[0].length : 1;
        return new View(
                1, vector(new double[size]), IntStream.range(0, byzantine).mapToObj(Scene::node).toList(),
                updates(0, own), updates(10, honest), Optional.empty());
    }

    static RandomGenerator stream(long seed) {
        return new Streams(seed).of("attack", 1, 0);
    }

    List<double[]> craft(ModelPoisoning attack, View view) {
        List<ParameterVector> crafted = attack.craft(view, stream(1));
        crafted.forEach(vector -> {
            if (vector.getClass() != view.model().getClass()) {
                throw new AssertionError("precision: " + vector.getClass());
            }
        });
        return crafted.stream().map(ParameterVector::toDoubles).toList();
    }
}
