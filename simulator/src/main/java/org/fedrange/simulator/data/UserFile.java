package org.fedrange.simulator.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fedrange.simulator.Refusal;

/** A file that a user names in an experiment. */
final class UserFile {
    private UserFile() {}

    /**
     * The path, if there is such a file.
     *
     * @param name how refusals call it
     */
    static Path present(String name, Path path) {
        if (!Files.isRegularFile(path)) {
            throw new Refusal(name + ": there is no such file; looked for " + path.toAbsolutePath().normalize()
                    + " (relative paths begin at the experiment file)");
        }
        return path;
    }
}
