package org.fedrange.learning;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Long vectors in sections of {@value #LENGTH} coordinates, the last of them shorter, worked on side by side. Where they begin depends on the
 * length of the vector alone, and what they give comes in their order, so that no number depends on how many threads there are.
 *
 * <p>Example: 70,000 coordinates have the sections 0 to 65,536 and 65,536 to 70,000; a shorter vector is one section, in the thread that asks.
 */
public final class Sections {
    /** Coordinates of a section: many enough for a core to be worth waking. */
    public static final int LENGTH = 1 << 16;

    private Sections() {}

    /** Work on the coordinates from {@code from}, inclusive, to {@code to}, exclusive. */
    @FunctionalInterface
    public interface Work<T> {
        /** What one section gives; called at once in several threads. */
        T on(int from, int to);
    }

    /** As {@link Work}, for what is written elsewhere. */
    @FunctionalInterface
    public interface Task {
        /** Works on one section; called at once in several threads. */
        void on(int from, int to);
    }

    /** Works on each section of a vector of so many coordinates. */
    public static void each(int size, Task task) {
        of(size, (from, to) -> {
            task.on(from, to);
            return from;
        });
    }

    /** What each section of a vector of so many coordinates gives, in order. */
    public static <T> List<T> of(int size, Work<T> work) {
        int count = Math.ceilDiv(size, LENGTH);
        if (count <= 1) {
            return List.of(work.on(0, size));
        }
        return IntStream.range(0, count).parallel()
                .mapToObj(section -> work.on(section * LENGTH, Math.min(size, (section + 1) * LENGTH))).toList();
    }
}
