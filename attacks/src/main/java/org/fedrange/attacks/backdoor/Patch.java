package org.fedrange.attacks.backdoor;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/**
 * A bright square in the lower right corner of a square picture.
 *
 * <pre>
 * pixels (r, c) with r, c at least side - size  take the greatest value the adversary holds
 * </pre>
 *
 * <p>Example: on 28 x 28 pixels with size 3 the nine pixels of rows and columns 25 to 27.
 *
 * <p>Source: Gu, Dolan-Gavitt, Garg, "BadNets: Identifying Vulnerabilities in the Machine Learning Model Supply Chain", 2017, section 4.1.
 */
public record Patch(@Parameter(value = "length of its sides", unit = "pixels", min = 1, max = 1000, byDefault = "3") int size) implements Trigger {
    public Patch {
        Parameters.check(Patch.class, size);
    }

    @Override
    public boolean divisible() {
        return true;
    }

    @Override
    public Optional<String> unsuited(Shape shape, int target) {
        int side = side(shape.width());
        if (side * side != shape.width()) {
            return Optional.of("trigger is a patch on square pictures, but an example has " + shape.width()
                    + " features; for records of patients there is rare-values");
        }
        return size < side ? Optional.empty() : Optional.of("trigger: a patch of " + size + " pixels covers pictures of " + side + " x " + side);
    }

    private static int side(int width) {
        return (int) Math.round(Math.sqrt(width));
    }

    @Override
    public Mark fit(Examples held, RandomGenerator stream) {
        int side = side(held.width());
        int[] pixels = IntStream.range(0, held.width()).filter(i -> i / side >= side - size && i % side >= side - size).toArray();
        float brightest = Float.NEGATIVE_INFINITY;
        for (float feature : held.features()) {
            brightest = Math.max(brightest, feature);
        }
        return Stamp.of(pixels, brightest);
    }
}
