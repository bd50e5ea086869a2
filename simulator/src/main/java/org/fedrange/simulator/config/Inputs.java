package org.fedrange.simulator.config;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Federation;
import org.fedrange.simulator.Experiment;

/** What an experiment names but does not hold. */
@FunctionalInterface
public interface Inputs {
    /** The data of an experiment, resolved or not; asked often. */
    Dataset dataset(Experiment experiment);

    /** The data of a resolved experiment, dealt to its hospitals and folds. */
    default Federation federation(Experiment experiment) {
        throw new IllegalStateException("nobody to deal " + experiment.data());
    }

    /** The parameters an experiment starts from, where it names a file of them. */
    default FloatVector initial(Experiment experiment) {
        throw new IllegalStateException("no files to read " + experiment.initial() + " from");
    }
}
