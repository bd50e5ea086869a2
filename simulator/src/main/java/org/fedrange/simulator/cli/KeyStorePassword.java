package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a key store's password comes from: a file or an environment variable, as everybody on a machine can read command lines. */
final class KeyStorePassword {
    /** The variable that holds it where no file does. */
    static final String VARIABLE = "FEDRANGE_KEYSTORE_PASSWORD";

    /** Below this, the Java platform itself refuses, or is opened by trying. */
    private static final int SHORTEST = 12;

    @Option(names = "--password-file", paramLabel = "FILE", description = "a file with the key store's password in its first line; if absent, the environment variable " + VARIABLE)
    private @Nullable Path file;

    /** The password, or a refusal that says where it was looked for. */
    String read() {
        String found = file == null ? System.getenv(VARIABLE) : firstLine(file);
        String source = file == null ? "the environment variable " + VARIABLE : file.toString();
        if (found == null) {
            throw new Refusal("the key store's password: give --password-file, or set " + source);
        }
        if (found.length() < SHORTEST) {
            throw new Refusal("the key store's password: must have " + SHORTEST + " characters or more, " + source + " has " + found.length());
        }
        return found;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (NoSuchFileException e) {
            throw new Refusal("--password-file: there is no file " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("--password-file: " + file + " cannot be read", e);
        }
    }
}
