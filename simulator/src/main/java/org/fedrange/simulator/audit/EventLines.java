package org.fedrange.simulator.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a log, split at line feeds exactly: not at what else a reader of text takes for the end of a line. A line is made only where it is asked for: a study has millions.
 *
 * <p>A last line that lost its line feed was cut: it has a carriage return instead, so that it cannot pass for the whole.
 */
public final class EventLines {
    private final byte[] bytes;
    /** Where each line ends. */
    private final int[] ends;

    private EventLines(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** The lines of a file's content. */
    static EventLines of(byte[] file) {
        byte[] bytes = file.length == 0 || file[file.length - 1] == '\n' ? file : Arrays.copyOf(file, file.length + 2);
        if (bytes.length > file.length) {
            bytes[file.length] = '\r';
            bytes[file.length + 1] = '\n';
        }
        int[] ends = new int[16];
        int lines = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                ends = lines == ends.length ? Arrays.copyOf(ends, 2 * lines) : ends;
                ends[lines++] = at;
            }
        }
        return new EventLines(bytes, Arrays.copyOf(ends, lines));
    }

    /** How many there are. */
    public int size() {
        return ends.length;
    }

    /** The line of this number, from 1. */
    public String line(int number) {
        return new String(bytes, begin(number), ends[number - 1] - begin(number), StandardCharsets.UTF_8);
    }

    private int begin(int number) {
        return number == 1 ? 0 : ends[number - 2] + 1;
    }

    /** Appends the line of this number to a tree, and gives its hash. */
    byte[] append(int number, MerkleTree tree) {
        return tree.appended(bytes, begin(number), ends[number - 1]);
    }

    /** The lines that hold a word of ASCII, in order. */
    public List<String> with(String word) {
        // One letter for each byte, so that places in the text are places in the file.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        int at = text.indexOf(word);
        while (at >= 0) {
            int number = 1 - (Arrays.binarySearch(ends, at) + 1);
            found.add(line(number));
            at = text.indexOf(word, ends[number - 1]);
        }
        return found;
    }
}
