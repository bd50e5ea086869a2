package org.fedrange.simulator.data;

import java.nio.file.Path;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;

/** Where the data of an experiment comes from. */
public sealed interface DataSource
        permits ArrayFiles, Arff, Csv, Digits, FashionMnist, Libsvm, Lung, Pbc3, Rhdnase, Synthetic, UciHeart, Wdbc, CustomDataSource {

    /**
     * Reads the data.
     *
     * @param folder the folder of the experiment file, against which relative paths are read
     * @param streams the experiment's streams, for sources that draw
     * @throws org.fedrange.simulator.Refusal where the data is missing or broken, saying where and how to get or mend it
     */
    Dataset read(Path folder, Streams streams);

    /** Whether the data is drawn from the experiment's streams, so that each seed has data of its own. */
    default boolean drawn() {
        return false;
    }

    /** Whether everybody has its pictures anyway, so that a report may show one; never where they are of patients. */
    default boolean publicPictures() {
        return false;
    }
}
