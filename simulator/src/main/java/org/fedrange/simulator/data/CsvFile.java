package org.fedrange.simulator.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fedrange.simulator.Refusal;

/**
 * A file of examples: the one of that name, or one of several whose names hold the hospital where a star is written.
 *
 * <p>Example: {@code processed.*.data} finds {@code processed.va.data}, of the hospital va.
 *
 * @param name how refusals call it
 * @param hospital what stands for the star; empty where there is none
 */
record CsvFile(String name, String hospital, Path path) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The files of a path as a user writes it, in the order of their hospitals. */
    static List<CsvFile> find(Path folder, String written) {
        Path path = folder.resolve(written);
        int star = written.indexOf('*');
        return star < 0 ? List.of(new CsvFile(written, "", path)) : matching(path, written, star);
    }

    private static List<CsvFile> matching(Path path, String written, int star) {
        String before = written.substring(0, star);
        String name = String.valueOf(path.getFileName());
        String prefix = name.substring(0, name.indexOf('*'));
        String suffix = name.substring(prefix.length() + 1);
        List<CsvFile> files = new ArrayList<>();
        for (Path found : list(path)) {
            String file = String.valueOf(found.getFileName());
            if (file.length() > name.length() - 1 && file.startsWith(prefix) && file.endsWith(suffix)) {
                String hospital = file.substring(prefix.length(), file.length() - suffix.length());
                files.add(new CsvFile(before + hospital + suffix, hospital, found));
            }
        }
        if (files.isEmpty()) {
            throw new Refusal(written + ": no file is called so in " + path.toAbsolutePath().normalize().getParent());
        }
        files.sort(Comparator.comparing(CsvFile::hospital));
        return files;
    }

    private static List<Path> list(Path path) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new Refusal(folder + ": is no folder that can be read; relative paths begin at the experiment file", e);
        }
        return found;
    }

    /** The file's text. */
    String text() {
        UserFile.present(name, path);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(path))).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Refusal(name + ": is not text in UTF-8; save it as such", e);
        } catch (IOException e) {
            throw new Refusal(name + ": cannot be read: " + e, e);
        }
    }
}
