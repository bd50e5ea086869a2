package org.fedrange.simulator.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The text of a data file that comes with the program, plain or, where its name ends in .gz, compressed. */
record BuiltIn(String path) {
    private static final String FOLDER = "/org/fedrange/data/";

    String text() {
        try (InputStream file = Objects.requireNonNull(BuiltIn.class.getResourceAsStream(FOLDER + path), path);
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + path + ", which comes with the program", e);
        }
    }
}
