package org.fedrange.simulator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.Attack;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.Experiment;

/** The tool's own classes: results of another build are not taken for this one's. */
public final class Build {
    private static final List<Class<?>> MODULES =
            List.of(NodeId.class, Update.class, Attack.class, Defense.class, Experiment.class);

    private Build() {}

    /** SHA-256 over the classes of all modules, in hexadecimal. */
    public static String digest() {
        try {
            MessageDigest sha256 = Sha256.start();
            for (Class<?> module : MODULES) {
                add(Path.of(location(module)), sha256);
            }
            return Sha256.hex(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("the tool's own classes cannot be read", e);
        }
    }

    private static URI location(Class<?> module) {
        try {
            return module.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Path location, MessageDigest sha256) throws IOException {
        if (Files.isDirectory(location)) {
            addFolder(location, sha256);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(location)) {
                addFolder(jar.getPath("/"), sha256);
            }
        }
    }

    private static void addFolder(Path folder, MessageDigest sha256) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(folder)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        for (Path file : classes) {
            sha256.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            sha256.update(Files.readAllBytes(file));
        }
    }
}
