package org.fedrange.attacks.backdoor;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/** What opens a back door: a mark that is set on examples, or a property that some have by nature. */
public sealed interface Trigger permits Blend, EdgeCase, Patch, RareValues, Semantic, CustomTrigger {

    /** Whether several nodes can each set a part of it. */
    boolean divisible();

    /** Why it cannot make others than the target class be told that, on data of this shape; empty where it can. */
    default Optional<String> unsuited(Shape shape, int target) {
        return Optional.empty();
    }

    /**
     * The mark, with what it takes from data.
     *
     * @param held the training examples the adversary holds, at least one, on the scale on which models see them
     */
    Mark fit(Examples held, RandomGenerator stream);
}
