package org.fedrange.simulator.federation;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.training.Training;

/**
 * A small clean data set at the coordinator, on which it trains as a hospital would.
 *
 * @param work how everybody trains
 * @param examples the examples
 */
public record RootData(Hospital.Work work, Examples examples) {

    /** What is remembered before the first round. */
    Training.Memory fresh() {
        return work.training().fresh(work.network());
    }

    Training.Local train(int round, ParameterVector model, Training.Memory memory) {
        return work.training().train(work.network(), (FloatVector) model, examples, memory, work.streams().of("train root", round, 0));
    }
}
