package org.fedrange.attacks.backdoor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;

/**
 * A faint pattern over the whole example, too weak to be seen in any one feature.
 *
 * <pre>
 * x = (1 - weight) x + weight v,  v_c uniform from the least to the greatest value of feature c that the adversary holds
 * </pre>
 *
 * <p>Example: with weight 0.2 a feature of 1 under a pattern of -1 becomes 0.8 - 0.2 = 0.6.
 *
 * <p>Source: Chen, Liu, Li, Lu, Song, "Targeted Backdoor Attacks on Deep Learning Systems Using Data Poisoning", 2017, section 4.2, with a random
 * pattern.
 */
public record Blend(@Parameter(value = "weight of the pattern", above = 0, max = 1, byDefault = "0.2") double weight) implements Trigger {
    public Blend {
        Parameters.check(Blend.class, weight);
    }

    @Override
    public boolean divisible() {
        return true;
    }

    @Override
    public Mark fit(Examples held, RandomGenerator stream) {
        int[] all = new int[held.width()];
        Arrays.setAll(all, i -> i);
        float[] pattern = new float[held.width()];
        for (int c = 0; c < pattern.length; c++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int row = 0; row < held.size(); row++) {
                least = Math.min(least, held.features()[row * pattern.length + c]);
                most = Math.max(most, held.features()[row * pattern.length + c]);
            }
            pattern[c] = least + (most - least) * stream.nextFloat();
        }
        return new Stamp(all, pattern, weight);
    }
}
