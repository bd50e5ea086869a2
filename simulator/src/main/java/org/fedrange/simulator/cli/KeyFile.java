package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.audit.note.VerifierKey;

/** Keys in files: one line each. */
final class KeyFile {
    private KeyFile() {}

    /** The public key in a file. */
    static VerifierKey verifier(Path file) {
        return read(file, VerifierKey::parse);
    }

    /** The private key in a file, which must be one for such signatures. */
    static SigningKey signing(Path file, SignatureType type) {
        SigningKey key = read(file, SigningKey::parse);
        if (key.type() != type) {
            throw new Refusal(file + ": is a key for a " + (type == SignatureType.LOG ? "witness" : "log") + ", needed is one made by fedrange key "
                    + (type == SignatureType.LOG ? "without" : "with") + " --witness");
        }
        return key;
    }

    private static <T> T read(Path file, Function<String, T> parse) {
        try {
            return parse.apply(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new Refusal(file + ": there is no such file; fedrange key NAME makes a pair of keys", e);
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Writes a key into a new file; a private one where only its owner can read it, on systems that know owners. */
    static void write(Path file, String line, boolean secret) {
        boolean owners = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = secret && owners
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
            Files.writeString(file, line + "\n");
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(file + ": there is such a file already; keys are never written over", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
