package org.fedrange.attacks;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;

/**
 * Turns every label around and trains on.
 *
 * <pre>
 * y becomes classes - 1 - y
 * </pre>
 *
 * <p>Example: with 10 classes 0 becomes 9 and 7 becomes 2; with 2 classes 0 and 1 change places.
 *
 * <p>Source: Fang, Cao, Jia, Gong, "Local Model Poisoning Attacks to Byzantine-Robust Federated Learning", 2020, section 5.1;
 * each node flips its own labels, where others replace one class by another.
 */
public record LabelFlip() implements DataPoisoning {
    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        return (own, position, nodes, each) ->
                new Examples(own.features(), Arrays.stream(own.labels()).map(label -> flipped(label, classes)).toArray(), own.width());
    }

    private static int flipped(int label, int classes) {
        if (label >= classes) {
            throw new IllegalArgumentException("label " + label + " is none of " + classes + " classes");
        }
        return classes - 1 - label;
    }
}
