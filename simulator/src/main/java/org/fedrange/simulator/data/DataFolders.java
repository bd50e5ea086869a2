package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where data that is not built in is looked for. */
final class DataFolders {
    private DataFolders() {}

    /** Folders of that name, the user's own first. */
    static List<Path> named(String name) {
        List<Path> folders = new ArrayList<>();
        String own = System.getenv("FEDRANGE_DATA");
        if (own != null && !own.isEmpty()) {
            folders.add(Path.of(own, name));
        }
        folders.add(Path.of(System.getProperty("user.home"), ".fedrange", name));
        folders.add(Path.of("/usr/local/share/datasets", name));
        folders.add(Path.of("/usr/share/datasets", name));
        return folders;
    }
}
