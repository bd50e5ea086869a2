package org.fedrange.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fedrange.simulator.results.Given;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as a browser shows it: light, dark, on paper, on a desk and on a telephone. */
@Tag("full")
class BrowserTest {
    private static final Optional<Path> BROWSER = Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();

    /** Left in the page's own text by a script that only this test adds: what is wider than its place. */
    private static final String MEASURE =
            """
            <script>
            const wide = [];
            if (document.documentElement.scrollWidth > window.innerWidth) wide.push('page ' + document.documentElement.scrollWidth);
            document.querySelectorAll('svg').forEach(svg => svg.querySelectorAll('text').forEach(text => {
              const box = text.getBBox();
              const room = svg.viewBox.baseVal;
              if (box.x < 0 || box.y < 0 || box.x + box.width > room.width || box.y + box.height > room.height) wide.push(text.textContent);
            }));
            document.body.insertAdjacentHTML('beforeend', '<p id="measured">[' + wide.join('; ') + ']</p>');
            </script>
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path page = Path.of("");

    @BeforeEach
    void write() throws IOException {
        assumeTrue(BROWSER.isPresent(), "no Chromium on the path");
        page = Files.writeString(folder.resolve("report.html"), Report.html(Given.study("browser", 0.1), Given.runs()));
    }

    /** What the browser says, on both streams. */
    private String browser(Path shown, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                BROWSER.orElseThrow().toString(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"), "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr"));
        command.addAll(List.of(options));
        command.add(shown.toUri().toString());
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "the browser does not end");
        return Files.readString(said);
    }

    private BufferedImage picture(String... options) throws IOException, InterruptedException {
        Path file = folder.resolve("picture.png");
        List<String> all = new ArrayList<>(List.of("--window-size=1100,1400", "--screenshot=" + file));
        all.addAll(List.of(options));
        browser(page, all.toArray(String[]::new));
        return Objects.requireNonNull(ImageIO.read(file.toFile()));
    }

    private static int brightness(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
    }

    @ParameterizedTest
    @ValueSource(ints = {1100, 500})
    void nothingIsWiderThanItsPlace(int width) throws IOException, InterruptedException {
        Path measured = Files.writeString(folder.resolve("measured.html"), Files.readString(page).replace("</body>", MEASURE + "</body>"));
        String said = browser(measured, "--dump-dom", "--window-size=" + width + ",1400");
        // Not the line of the script itself.
        Matcher found = Pattern.compile("id=\"measured\">(\\[[^'].*?)</p>").matcher(said);
        assertTrue(found.find(), said);
        assertEquals("[]", found.group(1));
    }

    @Test
    void theBrowserHasNothingToComplainOf() throws IOException, InterruptedException {
        String said = browser(page, "--dump-dom");
        assertTrue(said.contains("</html>") && !said.contains("CONSOLE"), said);
    }

    @Test
    void lightAndDarkFollowTheReadersChoice() throws IOException, InterruptedException {
        assertTrue(brightness(picture("--blink-settings=preferredColorScheme=1"), 5, 5) > 240);
        assertTrue(brightness(picture("--blink-settings=preferredColorScheme=0"), 5, 5) < 60);
    }

    @Test
    void itPrints() throws IOException, InterruptedException {
        Path paper = folder.resolve("report.pdf");
        browser(page, "--print-to-pdf=" + paper);
        String pdf = Files.readString(paper, StandardCharsets.ISO_8859_1);
        assertTrue(pdf.startsWith("%PDF") && pdf.contains("/Type /Page"), "not a PDF of " + pdf.length() + " bytes");
    }
}
