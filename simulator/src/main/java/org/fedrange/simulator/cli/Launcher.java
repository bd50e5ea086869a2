package org.fedrange.simulator.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The launcher starts a run in a virtual machine that compiles code quickly rather than well, since most are over in seconds. Where there is
 * more to do it is asked, before anything is said or written, for one that compiles well. That one takes this one's place in the same process: who waits for it
 * or sends it signals need not know.
 *
 * @param path the script
 */
record Launcher(String path) {
    /** Tells the script that the quick machine has been tried. */
    static final String THOROUGH = "FEDRANGE_THOROUGH";

    /** The script that would start another machine; empty where this one is not its quick one. */
    static Optional<Launcher> present() {
        return Optional.ofNullable(System.getProperty("fedrange.launcher")).map(Launcher::new);
    }

    /** Starts the command anew; comes back only where the system refuses, and then all goes on here, but slower. */
    void thoroughly(List<String> arguments) {
        try (Arena arena = Arena.ofConfined()) {
            List<String> words = Stream.concat(Stream.of(path), arguments.stream()).toList();
            MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
            for (int i = 0; i < words.size(); i++) {
                pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes(words.get(i))));
            }
            int _ = (int) system("setenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                    .invokeExact(arena.allocateFrom(THOROUGH), arena.allocateFrom("1"), 1);
            int _ = (int) system("execv", ValueLayout.ADDRESS, ValueLayout.ADDRESS).invokeExact(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes(path)), pointers);
        } catch (Throwable e) {
            throw new IllegalStateException("the C library cannot be called", e);
        }
    }

    /** As this machine was given it: in the character set of the locale, by which it read its own words. */
    private static byte[] bytes(String word) {
        return (word + "\0").getBytes(Charset.forName(System.getProperty("sun.jnu.encoding")));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle system(String name, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
