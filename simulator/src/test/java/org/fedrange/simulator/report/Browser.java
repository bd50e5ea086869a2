package org.fedrange.simulator.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A Chromium without a window and without a network, for tests that look at pages.
 *
 * @param program where it is
 * @param folder for its own files
 */
public record Browser(Path program, Path folder) {

    /** The browser on the path; empty where there is none. */
    public static Optional<Browser> find(Path folder) {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Browser(program, folder));
    }

    /** Shows a page; gives what the browser says, on both streams. */
    public String show(URI page, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"), "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr"));
        command.addAll(List.of(options));
        command.add(page.toString());
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "the browser does not end");
        return Files.readString(said);
    }

    /** What is seen of a page through a window of this size, in pixels. */
    public BufferedImage picture(URI page, int width, int height, String... options) throws IOException, InterruptedException {
        Path file = folder.resolve("picture.png");
        List<String> all = new ArrayList<>(List.of("--window-size=" + width + "," + height, "--screenshot=" + file));
        all.addAll(List.of(options));
        show(page, all.toArray(String[]::new));
        return Objects.requireNonNull(ImageIO.read(file.toFile()));
    }

    /** From 0, black, to 255, white. */
    public static int brightness(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
    }
}
