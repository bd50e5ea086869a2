package org.fedrange.simulator.data;

import java.nio.file.Path;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;

/** PBC3. */
public record Pbc3() implements DataSource {
    @Override
    public Dataset read(Path folder, Streams streams) {
        throw new IllegalStateException("being written");
    }
}
