package org.fedrange.simulator.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.simulator.Refusal;

/** Reads a small text file. */
final class Text {
    private static final long MOST_BYTES = 1 << 20;

    private Text() {}

    static String read(Path file) {
        Place place = Place.top(file.toString());
        try {
            if (Files.isDirectory(file)) {
                throw place.refusal("is a folder, not an experiment file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw place.refusal("is larger than 1 MiB: not an experiment file");
            }
            return decoded(file, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw place.refusal("there is no such file" + Words.nearest(String.valueOf(file.getFileName()), siblings(file))
                    .map(name -> "; did you mean " + file.resolveSibling(name) + "?").orElse(""));
        } catch (IOException e) {
            throw new Refusal(place + "cannot be read: " + Words.shown(String.valueOf(e.getMessage())), e);
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < rest.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Place(file.toString(), line, "").refusal("is not text in UTF-8: byte " + (rest.position() + 1) + " is "
                    + String.format("0x%02X", bytes[rest.position()]) + "; save the file as UTF-8");
        }
    }

    private static List<String> siblings(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
