package org.fedrange.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private Browser browser = new Browser(page, page);

    @BeforeEach
    void write() throws IOException {
        Optional<Browser> found = Browser.find(folder);
        assumeTrue(found.isPresent(), "no Chromium on the path");
        browser = found.orElseThrow();
        page = Files.writeString(folder.resolve("report.html"), Report.html(Given.study("browser", 0.1), Given.runs()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1100, 500})
    void nothingIsWiderThanItsPlace(int width) throws IOException, InterruptedException {
        Path measured = Files.writeString(folder.resolve("measured.html"), Files.readString(page).replace("</body>", MEASURE + "</body>"));
        String said = browser.show(measured.toUri(), "--dump-dom", "--window-size=" + width + ",1400");
        // Not the line of the script itself.
        Matcher found = Pattern.compile("id=\"measured\">(\\[[^'].*?)</p>").matcher(said);
        assertTrue(found.find(), said);
        assertEquals("[]", found.group(1));
    }

    @Test
    void theBrowserHasNothingToComplainOf() throws IOException, InterruptedException {
        String said = browser.show(page.toUri(), "--dump-dom");
        assertTrue(said.contains("</html>") && !said.contains("CONSOLE"), said);
    }

    @Test
    void lightAndDarkFollowTheReadersChoice() throws IOException, InterruptedException {
        assertTrue(corner("--blink-settings=preferredColorScheme=1") > 240);
        assertTrue(corner("--blink-settings=preferredColorScheme=0") < 60);
    }

    private int corner(String option) throws IOException, InterruptedException {
        return Browser.brightness(browser.picture(page.toUri(), 1100, 1400, option), 5, 5);
    }

    @Test
    void itPrints() throws IOException, InterruptedException {
        Path paper = folder.resolve("report.pdf");
        browser.show(page.toUri(), "--print-to-pdf=" + paper);
        String pdf = Files.readString(paper, StandardCharsets.ISO_8859_1);
        assertTrue(pdf.startsWith("%PDF") && pdf.contains("/Type /Page"), "not a PDF of " + pdf.length() + " bytes");
    }
}
